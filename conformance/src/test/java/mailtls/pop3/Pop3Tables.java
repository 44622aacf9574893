package mailtls.pop3;

import static mailtls.machine.Transitions.row;

import mailtls.MailServer;
import mailtls.machine.Over;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/** Rules of POP3 with a row changed. */
public final class Pop3Tables {

    private static final ListenerPolicy CARELESS =
            new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR);

    private Pop3Tables() {}

    /** STLS is listed and taken over TLS. */
    public static Protocol stlsOverTls(MailServer house) {
        return Pop3.server(house, Pop3Table.REQUIRED.over(Over.EITHER, Pop3Command.Stls.class));
    }

    /** STLS is taken from somebody who has logged in in clear. */
    public static Protocol stlsAfterALogin(MailServer house) {
        return Pop3.server(
                house,
                Pop3Table.of(CARELESS)
                        .with(row(
                                Pop3State.TRANSACTION,
                                Pop3Command.Stls.class,
                                Over.CLEARTEXT,
                                Pop3Session::stls,
                                Pop3State.UPGRADING,
                                "no RFC")));
    }

    /** What is done where passwords are taken in clear, on purpose. */
    public static Protocol careless(MailServer house) {
        return Pop3.server(house, CARELESS);
    }
}
