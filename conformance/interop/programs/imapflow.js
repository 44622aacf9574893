// imapflow.js HOST PORT MODE USER PASS CAFILE: reads one mail.
const fs = require('fs');
const { ImapFlow } = require('imapflow');

const [host, port, mode, user, pass, ca] = process.argv.slice(2);

async function main() {
  const client = new ImapFlow({
    host, port: Number(port), auth: { user, pass },
    secure: mode === 'implicit',
    doSTARTTLS: mode === 'starttls' ? true : undefined,
    tls: { ca: fs.readFileSync(ca) },
    logger: { debug() {}, info: console.log, warn: console.log, error: console.log },
  });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const mail = await client.fetchOne('1', { source: true });
  await client.logout();
  if (!mail.source.includes('\nSubject: ')) throw new Error('no mail was read');
}

main().catch(error => { console.error(error); process.exit(1); });
