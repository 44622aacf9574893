package mailtls.imap;

import static mailtls.machine.Transitions.row;

import java.util.EnumSet;
import mailtls.MailServer;
import mailtls.machine.Over;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/** Rules of IMAP with a row changed. */
public final class ImapTables {

    private static final String SOURCE = "no RFC";

    private ImapTables() {}

    /** STARTTLS is listed and taken over TLS. */
    public static Protocol startTlsOverTls(MailServer house) {
        return Imap.server(house, ImapTable.REQUIRED.over(Over.EITHER, ImapCommand.StartTls.class));
    }

    /** STARTTLS is taken from somebody who has logged in in clear. */
    public static Protocol startTlsAfterALogin(MailServer house) {
        return Imap.server(
                house,
                ImapTable.withPasswordsInClear(ImapTable.OFFERED)
                        .with(row(
                                EnumSet.of(ImapState.AUTHENTICATED, ImapState.SELECTED),
                                ImapCommand.StartTls.class,
                                Over.CLEARTEXT,
                                ImapSession::startTls,
                                ImapState.UPGRADING,
                                SOURCE)));
    }

    /** A password is taken in clear, with LOGIN. */
    public static Protocol loginInClear(MailServer house) {
        return Imap.server(house, ImapTable.REQUIRED.over(Over.EITHER, ImapCommand.Login.class));
    }

    /** A password is taken in clear, with AUTHENTICATE PLAIN. */
    public static Protocol plainInClear(MailServer house) {
        return Imap.server(
                house,
                ImapTable.OFFERED.over(
                        Over.EITHER, ImapCommand.AuthPlaintext.class, ImapCommand.AuthWithPassword.class));
    }

    /** What is done where passwords are taken in clear, on purpose. */
    public static Protocol careless(MailServer house) {
        return Imap.server(
                house, new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR));
    }
}
