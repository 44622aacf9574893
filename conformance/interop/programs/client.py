"""client.py HOST PORT MODE PROTOCOL USER PASS CAFILE ADDRESS: one mail read or sent with Python's own libraries."""
import imaplib, poplib, smtplib, ssl, sys

host, port, mode, protocol, user, password, ca, address = sys.argv[1:]
tls = ssl.create_default_context(cafile=ca)
implicit = mode == "implicit"


def imap():
    c = imaplib.IMAP4_SSL(host, int(port), ssl_context=tls) if implicit else imaplib.IMAP4(host, int(port))
    if not implicit:
        c.starttls(tls)
    c.login(user, password)
    c.select("INBOX", readonly=True)
    status, data = c.fetch("1", "(BODY[])")
    c.logout()
    return data[0][1]


def pop3():
    c = poplib.POP3_SSL(host, int(port), context=tls) if implicit else poplib.POP3(host, int(port))
    if not implicit:
        c.stls(tls)
    c.user(user)
    c.pass_(password)
    mail = b"\n".join(c.retr(1)[1])
    c.quit()
    return mail


def send():
    c = smtplib.SMTP_SSL(host, int(port), context=tls) if implicit else smtplib.SMTP(host, int(port))
    if not implicit:
        c.starttls(context=tls)
    if protocol == "submission":
        c.login(user, password)
    c.sendmail(address, [address], open("mail").read())
    c.quit()


if protocol in ("smtp", "submission"):
    send()
elif b"\nSubject: " not in (imap() if protocol == "imap" else pop3()):
    sys.exit("no mail was read")
