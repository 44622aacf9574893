package mailtls.conformance.bench;

import mailtls.conformance.peer.Account;

/** POP3, RFC 1939, with CAPA (RFC 2449) and STLS (RFC 2595). */
final class Pop3Client implements MailClient {

    private final Link link;

    Pop3Client(Link link) {
        this.link = link;
    }

    @Override
    public void greeting() throws Failed {
        requireOk();
    }

    @Override
    public boolean greetingTellsAll() {
        return false;
    }

    @Override
    public boolean helloComesFirst() {
        return false;
    }

    @Override
    public void hello() throws Failed {
        command("CAPA");
        link.skipToDot();
    }

    @Override
    public void startTls() throws Failed {
        command("STLS");
    }

    @Override
    public void login(Account account) throws Failed {
        command("USER " + account.user());
        command("PASS " + account.password());
    }

    @Override
    public void noop() throws Failed {
        command("NOOP");
    }

    @Override
    public void open() {
        // Whoever has logged in has opened the maildrop.
    }

    @Override
    public long fetch(int number) throws Failed {
        command("RETR " + number);
        return link.skipToDot();
    }

    @Override
    public void farewell() throws Failed {
        command("QUIT");
    }

    private void command(String words) throws Failed {
        link.say(words);
        requireOk();
    }

    private void requireOk() throws Failed {
        String reply = link.line();
        MailClient.requireYes(reply.startsWith("+OK"), reply);
    }
}
