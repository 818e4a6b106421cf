// Sentences to try, by what a person is. `in` says where they make sense.

const report = { in: 'group', text: '昨天下午2点半到4点在三楼会议室搞了主题党日，应到16实到14，学二十大报告' };
const gaps = { in: 'private', text: '我们支部这个月还差什么' };
const branchTop = { in: 'private', text: '本支部今年积分前十' };
const mine = { in: 'private', text: '我今年多少分' };
const rank = { in: 'private', text: '我排第几' };
const hours = { in: 'private', text: '我昨天下午去社区志愿服务了3小时' };
const received = { in: 'group', text: '收到' };
const help = { in: 'private', text: '帮助' };
const whoOwes = { in: 'private', text: '哪些支部这个月主题党日还没开' };
const branches = { in: 'private', text: '各支部积分排名' };
const notice = { in: 'private', text: '发到各支部群：请于周五下班前报送本月三会一课计划，收到请回复。' };

const byRole = {
  member: [mine, rank, hours, received, help],
  committee: [report, gaps, mine, received, help],
  secretary: [report, gaps, branchTop, 'award', received, help],
  bureau: [whoOwes, branches, notice, help],
  inspector: [whoOwes, branches, help]
};

/** The sentences for a person; names in them are colleagues of the same branch. */
export function examplesFor(person, people) {
  const sentences = byRole[person.role] ?? [{ in: 'private', text: '你好' }, help];
  const colleagues = people.filter(other => other.branch && other.branch === person.branch && other.id !== person.id && other.role !== 'bureau');
  return sentences.flatMap(sentence => {
    if (sentence !== 'award') return [sentence];
    if (colleagues.length === 0) return [];
    const names = colleagues.slice(0, 2).map(other => other.name).join('、');
    return [{ in: 'private', text: `给${names}${colleagues.length > 1 ? '各' : ''}加2分，周末值班` }];
  });
}
