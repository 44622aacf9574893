package mailtls.smtp;

import java.util.ArrayList;
import java.util.List;
import mailtls.machine.Command;
import mailtls.machine.Transitions;
import mailtls.sasl.Mechanisms;
import mailtls.smtp.SmtpCommand.Auth;
import mailtls.smtp.SmtpCommand.AuthPlaintext;
import mailtls.smtp.SmtpCommand.BdatLast;
import mailtls.smtp.SmtpCommand.Help;
import mailtls.smtp.SmtpCommand.Mail;
import mailtls.smtp.SmtpCommand.StartTls;
import mailtls.tls.Channel;
import mailtls.wire.Limits;

/**
 * What the answer to EHLO lists. It is read off the table: an extension is there if its command would be taken over
 * this channel, and so the list and the server cannot disagree (RFC 3207 section 4.2: no STARTTLS inside TLS).
 */
final class Extensions {

    private final Transitions<SmtpState, SmtpSession> table;
    private final Channel channel;
    private final Mechanisms mechanisms;
    private final Limits limits;

    Extensions(Transitions<SmtpState, SmtpSession> table, Channel channel, Mechanisms mechanisms, Limits limits) {
        this.table = table;
        this.channel = channel;
        this.mechanisms = mechanisms;
        this.limits = limits;
    }

    /**
     * Returns the keywords with their parameters.
     *
     * @param loggedIn whether the client is logged in: then there is neither another AUTH nor a STARTTLS
     */
    List<String> keywords(boolean loggedIn) {
        var keywords = new ArrayList<>(List.of("PIPELINING", "ENHANCEDSTATUSCODES"));
        if (takes(Mail.class)) {
            keywords.addAll(List.of("SIZE " + limits.message(), "8BITMIME", "SMTPUTF8"));
        }
        if (takes(BdatLast.class)) {
            keywords.add("CHUNKING");
        }
        if (takes(Help.class)) {
            keywords.add("HELP"); // RFC 5321 section 4.5.1 does not count it among the commands that go without saying
        }
        if (takes(StartTls.class) && !loggedIn) {
            keywords.add("STARTTLS");
        }
        if (takes(Auth.class) && !loggedIn) {
            keywords.add("AUTH " + String.join(" ", mechanisms.offered(channel, takes(AuthPlaintext.class))));
        }
        return keywords;
    }

    /** Returns whether a command is taken over this channel in any state. */
    boolean takes(Class<? extends Command> command) {
        return table.rows().stream()
                .anyMatch(row -> row.command() == command && row.over().holds(channel));
    }
}
