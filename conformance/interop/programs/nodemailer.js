// nodemailer.js HOST PORT MODE PROTOCOL USER PASS CAFILE ADDRESS: sends the file "mail".
const fs = require('fs');
const { createTransport } = require('nodemailer');

const [host, port, mode, protocol, user, pass, ca, address] = process.argv.slice(2);
const transport = createTransport({
  host, port: Number(port),
  auth: protocol === 'submission' ? { user, pass } : undefined,
  secure: mode === 'implicit',
  requireTLS: mode === 'starttls',
  tls: { ca: fs.readFileSync(ca) },
});

transport.sendMail({ envelope: { from: address, to: address }, raw: fs.readFileSync('mail') })
  .then(info => console.log(info.response), error => { console.error(error); process.exitCode = 1; });
