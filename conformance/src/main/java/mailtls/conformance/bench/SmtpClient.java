package mailtls.conformance.bench;

import java.util.Base64;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.peer.Account;
import mailtls.wire.Ascii;

/** SMTP, RFC 5321, to an MX or for submission. */
final class SmtpClient implements MailClient {

    private static final int CODE = 3;

    private final Link link;

    SmtpClient(Link link) {
        this.link = link;
    }

    @Override
    public void greeting() throws Failed {
        require("220");
    }

    @Override
    public boolean greetingTellsAll() {
        return false;
    }

    @Override
    public boolean helloComesFirst() {
        return true;
    }

    @Override
    public void hello() throws Failed {
        command("EHLO bench.example", "250");
    }

    @Override
    public void startTls() throws Failed {
        command("STARTTLS", "220");
    }

    /** PLAIN with an initial response, RFC 4954 section 4. */
    @Override
    public void login(Account account) throws Failed {
        byte[] message = Ascii.utf8("\0" + account.user() + "\0" + account.password());
        command("AUTH PLAIN " + Base64.getEncoder().encodeToString(message), "235");
    }

    @Override
    public void noop() throws Failed {
        command("NOOP", "250");
    }

    @Override
    public void open() throws Failed {
        throw new Failed(Kind.SAID_NO, "SMTP has nothing to fetch");
    }

    @Override
    public long fetch(int number) throws Failed {
        throw new Failed(Kind.SAID_NO, "SMTP has nothing to fetch");
    }

    @Override
    public void farewell() throws Failed {
        command("QUIT", "221");
    }

    private void command(String words, String code) throws Failed {
        link.say(words);
        require(code);
    }

    private void require(String code) throws Failed {
        String line = link.line();
        while (line.length() > CODE && line.charAt(CODE) == '-') {
            line = link.line();
        }
        MailClient.requireYes(line.startsWith(code), line);
    }
}
