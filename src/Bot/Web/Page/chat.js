// One Web Chat in one pane: who said each line, what survives a reload, and coming back after the bot was away.

const Connecting = 1;
const Online = 2;
const ExpiredToken = 3;
const FailedToConnect = 4;
const Ended = 5;

const style = {
  accent: '#9b1c1f',
  subtle: '#5d6168',
  primaryFont: getComputedStyle(document.documentElement).getPropertyValue('--font'),
  backgroundColor: '#ffffff',
  bubbleBackground: '#f4f2ee',
  bubbleBorderColor: '#f4f2ee',
  bubbleBorderRadius: 10,
  bubbleFromUserBackground: '#f8e6e3',
  bubbleFromUserBorderColor: '#f8e6e3',
  bubbleFromUserBorderRadius: 10,
  bubbleMinWidth: 60,
  bubbleMaxWidth: 560,
  paddingRegular: 12,
  paddingWide: 12,
  groupTimestamp: 120000,
  sendBoxBorderTop: 'solid 1px #e4dfd8',
  suggestedActionBorderRadius: 16,
  suggestedActionBorderColor: '#9b1c1f',
  suggestedActionTextColor: '#9b1c1f',
  suggestedActionHeight: 34,
  suggestedActionLayout: 'flow',
  transcriptVisualKeyboardIndicatorColor: '#9b1c1f'
};

const cardStyle = {
  fontFamily: style.primaryFont,
  spacing: { small: 6, default: 8, medium: 12, padding: 12 },
  fontSizes: { small: 12, default: 15, medium: 16, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  factSet: { title: { weight: 'Default', isSubtle: true, wrap: false, maxWidth: 120 }, value: { weight: 'Default', wrap: true }, spacing: 14 },
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8, maxActions: 6, spacing: 'medium' }
};

/** What the page keeps of a conversation over a reload; each window has its own. */
const memory = {
  key: (as, conversation) => `chat:${as}:${conversation}`,
  read(as, conversation) {
    try { return JSON.parse(sessionStorage.getItem(this.key(as, conversation))); } catch { return null; }
  },
  write(as, conversation, kept) { sessionStorage.setItem(this.key(as, conversation), JSON.stringify(kept)); },
  forget(as, conversation) { sessionStorage.removeItem(this.key(as, conversation)); }
};

// Web Chat brings its own React and does not show it: an element is a plain object of this shape.
const element = (type, className, ...children) =>
  ({ $$typeof: Symbol.for('react.element'), type, key: null, ref: null, props: { className, children: children.length === 1 ? children[0] : children }, _owner: null });

/** Above each line of a group stands who said it, except above one's own. */
const whoSaidIt = as => () => next => (...args) => {
  const render = next(...args);
  const activity = args[0]?.activity;
  if (!render || activity?.type !== 'message' || activity.from?.id === as) return render;
  const isBot = activity.from?.role === 'bot' && !activity.from?.id?.startsWith('dl_');
  const name = activity.from?.name ?? (isBot ? '党建助手' : activity.from?.id ?? '');
  return (...more) => element('div', isBot ? 'line bot' : 'line', element('span', 'who', name), render(...more));
};

const clockOf = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const dayOf = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' });

/** Under a line stands its time on the demo's clock; lines on their way, and such as did not arrive, look as Web Chat shows them. */
const whenItWasSaid = shift => () => next => args => {
  if (args.hideTimestamp || args.sendState !== 'sent' || !args.activity.timestamp) return next(args);
  const now = new Date(Date.now() + shift());
  const time = new Date(Date.parse(args.activity.timestamp) + shift());
  const day = dayOf.format(time);
  return element('span', 'when', (day === dayOf.format(now) ? '' : day + ' ') + clockOf.format(time));
};

async function tokenFor(as, conversation) {
  const answer = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(conversation ? { as, conversation } : { as })
  });
  if (!answer.ok) throw Object.assign(new Error(`token ${answer.status}`), { status: answer.status });
  return answer.json();
}

/**
 * Opens a conversation in a pane.
 * `shift` says how far the demo's clock is from this machine's.
 * @param {{as: string, conversation: string, isGroup: boolean, name: string, pane: Element, shift: () => number, onStatus: (ok: boolean) => void, onLine: () => void}} options
 */
export function openChat({ as, conversation, isGroup, name, pane, shift, onStatus, onLine }) {
  const nonce = document.querySelector('script[nonce]').nonce;
  let directLine;
  let store;
  let closed = false;
  let triedAt = 0;
  let kept = memory.read(as, conversation);

  const remember = change => {
    kept = { ...kept, ...change };
    memory.write(as, conversation, kept);
  };

  /** Tells what this window has not seen yet from what is merely shown again after a reload. */
  const noteLine = (mine, activity) => {
    const watermark = Number(mine.watermark) || 0;
    const isNews = kept.watermark === undefined ? Date.now() - triedAt > 3000 : watermark > kept.watermark;
    if (watermark > (kept.watermark ?? 0)) remember({ watermark });
    if (isNews && activity.type === 'message' && activity.from?.id !== as) onLine();
  };

  const middleware = mine => () => next => action => {
    if (mine === directLine && action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') noteLine(mine, action.payload.activity);
    return next(action);
  };

  const connect = async () => {
    if (closed) return;
    triedAt = Date.now();
    try {
      if (!kept?.token || Date.now() > kept.goodUntil) {
        const fresh = await tokenFor(as, conversation);
        remember({ token: fresh.token, conversationId: fresh.conversationId, goodUntil: Date.now() + (fresh.expires_in ?? 1800) * 900 });
      }
    } catch (fault) {
      // Away: the page calls again as soon as the bot answers. Refused: nothing will change by itself.
      onStatus(false, fault.status);
      return;
    }
    if (closed) return;
    // Forgotten first: ending it reports Ended, which here is no news.
    const old = directLine;
    directLine = undefined;
    old?.end();
    // Starting with the same token finds the same conversation and shows its last lines, seen or not.
    directLine = WebChat.createDirectLine({
      domain: location.origin + '/v3/directline', token: kept.token, conversationStartProperties: { locale: 'zh-CN' }
    });
    watch(directLine);
    render();
  };

  const watch = mine => mine.connectionStatus$.subscribe(status => {
    if (closed || mine !== directLine) return;
    if (status === Online) onStatus(true);
    if (status === ExpiredToken || status === FailedToConnect || status === Ended) {
      // Only the token is too old; or the bot does not know the conversation (any more), which then begins anew.
      if (status === ExpiredToken) remember({ token: null });
      else { memory.forget(as, conversation); kept = {}; }
      directLine = undefined;
      onStatus(false);
      setTimeout(() => { if (!directLine) connect(); }, 2000);
    }
    const isStuck = () => !closed && mine === directLine && mine.connectionStatus$.getValue() === Connecting;
    if (status === Connecting) setTimeout(() => { if (isStuck()) onStatus(false); }, 4000);
  });

  const render = () => {
    const unsent = store?.getState().sendBoxValue;
    store = WebChat.createStore({}, middleware(directLine));
    if (unsent) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: unsent } });
    const place = document.createElement('div');
    pane.replaceChildren(place);
    WebChat.renderWebChat({
      directLine, store, nonce, locale: 'zh-CN', username: name, styleOptions: style, adaptiveCardsHostConfig: cardStyle,
      activityMiddleware: isGroup ? whoSaidIt(as) : undefined,
      activityStatusMiddleware: whenItWasSaid(shift),
      overrideLocalizedStrings: {
        TEXT_INPUT_PLACEHOLDER: isGroup ? '在群里说话，要问助手就 @党建助手' : '对党建助手说',
        // Read aloud before a line; in a group the name above it says whose it is.
        ACTIVITY_BOT_SAID_ALT: isGroup ? '群里的话：' : '党建助手说：'
      }
    }, place);
  };

  kept ??= {};
  connect();

  return {
    /** Puts words into the box for sending. */
    write(text) {
      store?.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });
      pane.querySelector('.webchat__send-box-text-box__input, [data-id="webchat-sendbox-input"]')?.focus();
    },
    /** The bot answers again after a pause: no need to wait for the client's own. */
    reopen: connect,
    close() {
      closed = true;
      directLine?.end();
      pane.replaceChildren();
    }
  };
}
