// Lets a test drive Microsoft's Direct Line client: commands come in as JSON lines, events go out as JSON lines.
// usage: node directline-client.cjs FOLDER_WITH_node_modules
'use strict';
const readline = require('readline');
const folder = process.argv[2];
const load = name => require(require.resolve(name, { paths: [folder] }));

// The client waits 15 minutes between two refreshes of its token; here a second is enough.
const realInterval = globalThis.setInterval;
globalThis.setInterval = (run, ms, ...rest) => realInterval(run, ms >= 600000 ? 1000 : ms, ...rest);

// What a browser has and Node has not, as far as the client uses it.
globalThis.WebSocket = load('ws');
globalThis.XMLHttpRequest = class {
  constructor() { this.readyState = 0; this.status = 0; this.response = null; this.headers = {}; this.responseType = ''; this.timeout = 0; }
  open(method, url) { this.method = method; this.url = url; }
  setRequestHeader(name, value) { this.headers[name] = value; }
  getAllResponseHeaders() { return ''; }
  getResponseHeader(name) { return this.received?.get(name) ?? null; }
  abort() { this.aborter?.abort(); }
  send(body) { this.run(body); }
  async run(body) {
    this.aborter = new AbortController();
    const timer = this.timeout > 0 ? setTimeout(() => { this.timedOut = true; this.aborter.abort(); }, this.timeout) : undefined;
    try {
      const answer = await fetch(this.url, { method: this.method, headers: this.headers, body: this.method === 'GET' ? undefined : body, signal: this.aborter.signal });
      this.received = answer.headers;
      const bytes = await answer.arrayBuffer();
      this.status = answer.status;
      this.response = this.responseType === 'arraybuffer' ? bytes : this.parse(Buffer.from(bytes).toString('utf8'));
    } catch (fault) {
      if (this.timedOut) { this.ontimeout?.({}); return; }
      this.status = 0;
      this.response = null;
    } finally {
      clearTimeout(timer);
    }
    this.readyState = 4;
    this.onreadystatechange?.({ currentTarget: this });
  }
  parse(text) {
    if (this.responseType !== 'json') return text;
    try { return JSON.parse(text); } catch { return null; }
  }
};

const { DirectLine } = load('botframework-directlinejs');
const say = event => process.stdout.write(JSON.stringify(event) + '\n');
let client;

const commands = {
  connect({ options }) {
    client = new DirectLine(options);
    client.connectionStatus$.subscribe(status => say({ status, conversationId: client.conversationId }));
    client.activity$.subscribe(activity => say({ activity, watermark: client.watermark }));
  },
  post({ activity }) {
    client.postActivity(activity).subscribe(id => say({ posted: id }), fault => say({ failed: fault.status ?? String(fault) }));
  },
  upload({ text, name, type, base64 }) {
    const contentUrl = URL.createObjectURL(new Blob([Buffer.from(base64, 'base64')], { type }));
    commands.post({ activity: { type: 'message', from: { id: 'me' }, text, attachments: [{ contentType: type, contentUrl, name }] } });
  },
  drop() { client.webSocketConnection?.terminate?.(); say({ dropped: true }); },
  token() { say({ token: client.token }); },
  end() { client.end(); process.exit(0); }
};

readline.createInterface({ input: process.stdin }).on('line', line => {
  const command = JSON.parse(line);
  commands[command.do](command);
}).on('close', () => process.exit(0));
