package mailtls.conformance.bench;

import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.peer.Account;

/** IMAP, RFC 9051. */
final class ImapClient implements MailClient {

    private final Link link;
    private int commands;
    private boolean greetingTellsAll;

    ImapClient(Link link) {
        this.link = link;
    }

    @Override
    public void greeting() throws Failed {
        String greeting = link.line();
        MailClient.requireYes(greeting.startsWith("* OK"), greeting);
        greetingTellsAll = greeting.contains("[CAPABILITY ");
    }

    @Override
    public boolean greetingTellsAll() {
        return greetingTellsAll;
    }

    @Override
    public boolean helloComesFirst() {
        return false;
    }

    @Override
    public void hello() throws Failed {
        command("CAPABILITY");
    }

    @Override
    public void startTls() throws Failed {
        command("STARTTLS");
    }

    @Override
    public void login(Account account) throws Failed {
        command("LOGIN " + quoted(account.user()) + " " + quoted(account.password()));
    }

    @Override
    public void noop() throws Failed {
        command("NOOP");
    }

    /** Only looks: nothing is marked as read. */
    @Override
    public void open() throws Failed {
        command("EXAMINE INBOX");
    }

    @Override
    public long fetch(int number) throws Failed {
        return command("FETCH " + number + " BODY.PEEK[]");
    }

    @Override
    public void farewell() throws Failed {
        command("LOGOUT");
    }

    /** Says a command and hears its response; returns how many octets came in literals. */
    private long command(String words) throws Failed {
        String tag = "a" + ++commands;
        link.say(tag + " " + words);
        long literals = 0;
        while (true) {
            String line = link.line();
            if (line.startsWith(tag + " ")) {
                MailClient.requireYes(line.startsWith(tag + " OK"), line);
                return literals;
            }
            long literal = literal(line);
            link.skip(literal);
            literals += literal;
        }
    }

    /** Returns the length of the literal that the line ends with, RFC 9051 section 4.3. */
    private static long literal(String line) throws Failed {
        int begin = line.lastIndexOf('{');
        if (begin < 0 || !line.endsWith("}")) {
            return 0;
        }
        String length = line.substring(begin + 1, line.length() - 1);
        if (!length.matches("\\d{1,18}")) {
            throw new Failed(Kind.GARBLED, line);
        }
        return Long.parseLong(length);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
