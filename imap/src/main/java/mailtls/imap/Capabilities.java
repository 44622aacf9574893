package mailtls.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.MailServer;
import mailtls.imap.ImapCommand.Authenticate;
import mailtls.imap.ImapCommand.Login;
import mailtls.imap.ImapCommand.StartTls;
import mailtls.machine.Command;
import mailtls.machine.Transitions;
import mailtls.sasl.Mechanism;
import mailtls.sasl.Mechanisms;
import mailtls.tls.Channel;

/**
 * What a client is told about us (RFC 9051 section 7.2.2): a function of the table, the channel, and whether it has
 * logged in. Since it is read off the table, nothing is listed that would be refused.
 */
final class Capabilities {

    private static final List<String> ALWAYS = List.of("IMAP4rev1", "IMAP4rev2", "LITERAL+", "ID", "ENABLE");

    private static final List<String> AFTER_LOGIN = List.of(
            "IDLE",
            "NAMESPACE",
            "CHILDREN",
            "LIST-EXTENDED",
            "LIST-STATUS",
            "STATUS=SIZE",
            "UIDPLUS",
            "UNSELECT",
            "MOVE",
            "ESEARCH",
            "SEARCHRES",
            "BINARY");

    private final Mechanisms mechanisms;
    private final Transitions<ImapState, ImapSession> table;
    private final Channel channel;
    private final int message;

    private Capabilities(MailServer house, Transitions<ImapState, ImapSession> table, Channel channel) {
        this.mechanisms = house.authenticator().mechanisms();
        this.table = table;
        this.channel = channel;
        this.message = house.limits().message();
    }

    static Capabilities of(MailServer house, Transitions<ImapState, ImapSession> table, Channel channel) {
        return new Capabilities(house, table, channel);
    }

    /** Returns what to list to a client that has not logged in. */
    List<String> beforeLogin() {
        var all = new ArrayList<>(ALWAYS);
        if (isTaken(StartTls.class)) {
            all.add("STARTTLS");
        }
        boolean passwords = isTaken(Login.class);
        if (!passwords) {
            all.add("LOGINDISABLED");
        }
        if (isTaken(Authenticate.class)) {
            all.add("SASL-IR");
            mechanisms.offered(channel, passwords).forEach(name -> all.add("AUTH=" + name));
        }
        return all;
    }

    /** Returns what to list to a client that has logged in. */
    List<String> afterLogin() {
        var all = new ArrayList<>(ALWAYS);
        all.addAll(AFTER_LOGIN);
        all.add("APPENDLIMIT=" + message);
        return all;
    }

    /** Returns the mechanism of that name, if it works over this channel. */
    Optional<Mechanism> mechanism(String name) {
        return mechanisms.named(name, channel);
    }

    Channel channel() {
        return channel;
    }

    private boolean isTaken(Class<? extends Command> command) {
        return table.find(ImapState.NOT_AUTHENTICATED, command, channel.isTls()).isPresent();
    }
}
