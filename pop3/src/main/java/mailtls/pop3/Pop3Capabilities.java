package mailtls.pop3;

import java.util.ArrayList;
import java.util.List;
import mailtls.machine.Command;
import mailtls.machine.Transitions;
import mailtls.pop3.Pop3Command.Auth;
import mailtls.pop3.Pop3Command.AuthPlaintext;
import mailtls.pop3.Pop3Command.Stls;
import mailtls.pop3.Pop3Command.User;
import mailtls.sasl.Mechanisms;
import mailtls.tls.Channel;

/**
 * What CAPA lists (RFC 2449 section 6). It asks the table, so nothing is listed that would be refused.
 *
 * <p>EXPIRE is not listed: how long mail stays is for the store to say.
 */
final class Pop3Capabilities {

    private final Transitions<Pop3State, Pop3Session> table;
    private final Mechanisms mechanisms;
    private final Channel channel;

    Pop3Capabilities(Transitions<Pop3State, Pop3Session> table, Mechanisms mechanisms, Channel channel) {
        this.table = table;
        this.mechanisms = mechanisms;
        this.channel = channel;
    }

    /** Returns the list before log-in. */
    List<String> inAuthorization() {
        return in(Pop3State.AUTHORIZATION);
    }

    /**
     * Returns the list after log-in. What concerned the log-in stays listed (RFC 2449 section 5, RFC 5034 section 3), but
     * not STLS: it is listed where it is permitted (RFC 2595 section 4). What program this is, only those learn who may be
     * here.
     */
    List<String> inTransaction() {
        List<String> list = in(Pop3State.TRANSACTION);
        list.add("IMPLEMENTATION mailtls");
        return list;
    }

    private List<String> in(Pop3State state) {
        var list = new ArrayList<>(List.of("TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
        if (isTaken(Stls.class, state)) {
            list.add("STLS");
        }
        if (isTaken(User.class, Pop3State.AUTHORIZATION)) {
            list.add("USER");
        }
        List<String> sasl = sasl();
        if (!sasl.isEmpty()) {
            list.add("SASL " + String.join(" ", sasl));
        }
        return list;
    }

    private List<String> sasl() {
        return isTaken(Auth.class, Pop3State.AUTHORIZATION)
                ? mechanisms.offered(channel, isTaken(AuthPlaintext.class, Pop3State.AUTHORIZATION))
                : List.of();
    }

    private boolean isTaken(Class<? extends Command> command, Pop3State state) {
        return table.find(state, command, channel.isTls()).isPresent();
    }
}
