// The page of the demo: choose a person, talk in private and in the branch's group.

import { openChat } from './chat.js';
import { examplesFor } from './examples.js';

const $ = id => document.getElementById(id);
const roleNames = {
  member: '党员', group_leader: '小组长', committee: '支委', clerk: '考勤经办', dues_clerk: '党费经办', secretary: '书记', bureau: '教育局党办', inspector: '督导'
};
const sentences = {
  missing: '聊天窗口的程序还没有装好：请在装有 npm 的机器上重新运行 ./run.sh，其他功能照常。',
  preparing: '聊天窗口正在准备，第一次大约需要一分钟，请稍候。',
  away: '党建助手暂时没有应答，正在重新连接；已经发出的话都保留着。',
  noDemo: '这里没有演示人物。正式使用时，请在工作群里 @党建助手，或与它私聊。',
  refused: '这个人不在这个群里，请换一个人。'
};

let people = [];
let me = null;
let chats = {};
let refused = false;
let isAway = false;
let shift = 0;

const state = document.body.dataset.webchat;
if (state === 'ready') begin();
else waitForWebChat();

async function begin() {
  try {
    const answer = await fetch('/demo/people');
    if (answer.status === 404) return tell(sentences.noDemo);
    people = await answer.json();
  } catch {
    tell(sentences.away);
    return setTimeout(begin, 3000);
  }
  if (people.length === 0) return tell(sentences.noDemo);
  tell(null);
  showPeople();
  await showClock();
  setInterval(showClock, 15000);
  setInterval(lookAfter, 4000);
  const asked = new URLSearchParams(location.search).get('as');
  if (asked) history.replaceState(null, '', '/');
  const wanted = asked ?? sessionStorage.getItem('as');
  become(people.find(person => person.id === wanted) ?? people.find(person => person.role === 'secretary') ?? people[0]);
}

function become(person) {
  Object.values(chats).forEach(chat => chat.close());
  chats = {};
  refused = false;
  me = person;
  sessionStorage.setItem('as', person.id);
  document.title = `${person.name} · 党建助手演示`;
  showMe();
  showPeople();
  showExamples();
  if (innerWidth <= 860) $('people').open = false;

  const privateChat = person.conversations.find(c => !c.isGroup);
  const groups = person.conversations.filter(c => c.isGroup);
  document.querySelector('.chats').dataset.groups = groups.length;
  $('group').hidden = $('tab-group').hidden = groups.length === 0;
  if (privateChat) open('private', privateChat);
  if (groups.length > 0) {
    showGroups(groups);
    open('group', groups[0]);
  }
  show('private');
}

function open(side, conversation) {
  chats[side]?.close();
  chats[side] = openChat({
    as: me.id,
    conversation: conversation.id,
    isGroup: conversation.isGroup,
    name: me.name,
    pane: $(side).querySelector('.talk'),
    shift: () => shift,
    onStatus: note,
    onLine: () => { if (document.querySelector('.chats').dataset.shown !== side) $(`tab-${side}`).dataset.new = ''; }
  });
}

function showGroups(groups) {
  const name = $('group').querySelector('.name');
  $('group').querySelector('small').textContent = '工作群';
  $('tab-group').textContent = groups.length > 1 ? '支部群' : groups[0].title;
  if (groups.length === 1) {
    name.textContent = groups[0].title;
    return;
  }
  const select = document.createElement('select');
  select.setAttribute('aria-label', '选择群');
  select.append(...groups.map(group => new Option(group.title, group.id)));
  select.onchange = () => open('group', groups.find(group => group.id === select.value));
  name.replaceChildren(select);
}

function showMe() {
  $('me').hidden = false;
  $('me').querySelector('.avatar').textContent = me.name.slice(0, 1);
  $('me').querySelector('b').textContent = me.name;
  $('me').querySelector('.role').textContent = roleName(me);
  $('me').querySelector('.branch').textContent = me.branch ? `${me.branch}${/支部$|委员会$/.test(me.branch) ? '' : '党支部'}` : me.role === 'bureau' ? '县教育系统' : '';
}

function showPeople() {
  const wanted = $('filter').value.trim();
  const fits = person => !wanted || [person.name, person.branch ?? '', roleName(person)].some(text => text.includes(wanted));
  const places = new Map();
  for (const person of people.filter(fits)) {
    const place = person.branch ?? { bureau: '教育局党办', inspector: '督导组' }[person.role] ?? '还没有绑定';
    places.set(place, [...places.get(place) ?? [], person]);
  }
  $('list').replaceChildren(...[...places].flatMap(([place, those]) => [tag('h3', place), ...those.map(row)]));
}

function row(person) {
  const button = tag('button', person.name, tag('small', roleName(person)));
  button.type = 'button';
  button.onclick = () => become(person);
  if (person.id === me?.id) button.setAttribute('aria-current', 'true');
  const link = tag('a', '新窗口');
  Object.assign(link, { href: `/?as=${encodeURIComponent(person.id)}`, target: '_blank', rel: 'noopener', title: `以${person.name}的身份另开一个窗口` });
  return tag('div', button, link);
}

function showExamples() {
  $('examples').hidden = false;
  $('examples').querySelector('ul').replaceChildren(...examplesFor(me, people).map(example => {
    const side = example.in === 'group' && me.conversations.some(c => c.isGroup) ? 'group' : 'private';
    const button = tag('button', example.text, ...side === 'group' ? [tag('small', '（群里）')] : []);
    button.type = 'button';
    button.onclick = () => { show(side); chats[side]?.write(example.text); };
    return tag('li', button);
  }));
}

function show(side) {
  document.querySelector('.chats').dataset.shown = side;
  for (const each of ['private', 'group']) $(`tab-${each}`).setAttribute('aria-selected', String(each === side));
  delete $(`tab-${side}`).dataset.new;
}

async function showClock() {
  try {
    const answer = await fetch('/demo/clock');
    if (!answer.ok) return;
    const time = new Date((await answer.json()).now);
    shift = time - Date.now();
    $('clock').hidden = false;
    $('clock').querySelector('time').textContent = new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit'
    }).format(time);
  } catch {
    // The bot is away; the banner says so.
  }
}

/** The client does not say when its socket breaks: the page asks itself, and has the chats opened anew once the bot is back. */
async function lookAfter() {
  let answers = false;
  try {
    answers = (await fetch('/healthz')).ok;
  } catch {
    // Away.
  }
  if (answers && isAway) Object.values(chats).forEach(chat => chat.reopen());
  isAway = !answers;
  showTrouble();
}

function note(isGood, status) {
  if (isGood) refused = isAway = false;
  else if (status === 403 || status === 404) refused = true;
  else isAway = true;
  showTrouble();
}

function showTrouble() {
  tell(isAway ? sentences.away : refused ? sentences.refused : null);
}

function tell(sentence) {
  $('banner').hidden = sentence === null;
  if (sentence !== null && $('banner').textContent !== sentence) $('banner').textContent = sentence;
}

async function waitForWebChat() {
  tell(sentences[state] ?? sentences.missing);
  if (state !== 'preparing') return;
  setInterval(async () => {
    try {
      if ((await (await fetch('/page/webchat')).json()).state !== 'preparing') location.reload();
    } catch {
      // The bot is away; ask again.
    }
  }, 2000);
}

/** All roles somebody has, the highest first. */
function roleName(person) {
  if (!person.branch && person.role === 'member') return '未绑定';
  const roles = new Set([person.role, ...person.roles ?? []].map(role => roleNames[role]).filter(Boolean));
  return roles.size === 0 ? '未绑定' : [...roles].join('、');
}

function tag(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

$('filter').oninput = showPeople;
$('people').open = innerWidth > 860;
for (const side of ['private', 'group']) $(`tab-${side}`).onclick = () => show(side);
