package mailtls.pop3;

import static mailtls.machine.Transitions.row;

import mailtls.MailServer;
import mailtls.machine.Over;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/** A mutant that is a changed row: STLS is listed and taken over TLS. */
public final class StlsOverTls {

    private StlsOverTls() {}

    /** Returns the protocol with that row. */
    public static Protocol of(MailServer house) {
        return Pop3.server(
                house,
                Pop3Table.of(ListenerPolicy.STARTTLS_REQUIRED)
                        .with(row(
                                Pop3State.AUTHORIZATION,
                                Pop3Command.Stls.class,
                                Over.EITHER,
                                Pop3Session::stls,
                                Pop3State.UPGRADING,
                                "no RFC")));
    }
}
