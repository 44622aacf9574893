package mailtls.pop3;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;
import static mailtls.pop3.Pop3ClientState.ASKING;
import static mailtls.pop3.Pop3ClientState.CLOSED;
import static mailtls.pop3.Pop3ClientState.GREETING;
import static mailtls.pop3.Pop3ClientState.LISTING;
import static mailtls.pop3.Pop3ClientState.OPEN;
import static mailtls.pop3.Pop3ClientState.UPGRADING;

import mailtls.client.TlsMode;
import mailtls.machine.Transitions;
import mailtls.pop3.Pop3Heard.Challenge;
import mailtls.pop3.Pop3Heard.Err;
import mailtls.pop3.Pop3Heard.Listing;
import mailtls.pop3.Pop3Heard.Mail;
import mailtls.pop3.Pop3Heard.Ok;

/** What a POP3 client makes of a reply: the server's table turned round, with replies in and commands out. */
final class Pop3ClientTable {

    /**
     * A client that has to have TLS. The only rows over cleartext lead to it, or away. With implicit TLS the same table holds:
     * the channel is TLS from the first octet.
     */
    // spotless:off
    static final Transitions<Pop3ClientState, Pop3ClientSession> TLS_REQUIRED = Transitions.of(
            //   in        reply            over       answered by                     then        source
            row( GREETING, Ok.class,        EITHER,    Pop3ClientSession::list,        LISTING,    "RFC 2449 5"),
            row( GREETING, Err.class,       EITHER,    Pop3ClientSession::unwelcome,   CLOSED,     "RFC 1939 4")
                                                                          .otherwise(CLOSED),
            row( LISTING,  Listing.class,   CLEARTEXT, Pop3ClientSession::askForTls,   ASKING,     "RFC 2595 4")
                                                                          .otherwise(CLOSED),
            row( LISTING,  Err.class,       CLEARTEXT, Pop3ClientSession::notOffered,  CLOSED,     "RFC 8314 5.2")
                                                                          .otherwise(CLOSED),
            row( ASKING,   Ok.class,        CLEARTEXT, Pop3ClientSession::startTls,    UPGRADING,  "RFC 2595 4"),
            row( ASKING,   Err.class,       CLEARTEXT, Pop3ClientSession::refused,     CLOSED,     "RFC 8314 5.2")
                                                                          .otherwise(CLOSED),
            row( LISTING,  Listing.class,   TLS,       Pop3ClientSession::open,        OPEN,       "RFC 2595 4"),
            row( LISTING,  Err.class,       TLS,       Pop3ClientSession::openUnlisted, OPEN,      "RFC 2449 5"),

            stay(OPEN,     Ok.class,        EITHER,    Pop3ClientSession::answered,                "RFC 1939 3")
                                                                          .otherwise(CLOSED),
            stay(OPEN,     Listing.class,   EITHER,    Pop3ClientSession::answered,                "RFC 1939 3")
                                                                          .otherwise(CLOSED),
            stay(OPEN,     Mail.class,      EITHER,    Pop3ClientSession::answered,                "RFC 1939 5")
                                                                          .otherwise(CLOSED),
            stay(OPEN,     Err.class,       EITHER,    Pop3ClientSession::answered,                "RFC 1939 3")
                                                                          .otherwise(CLOSED),
            stay(OPEN,     Challenge.class, EITHER,    Pop3ClientSession::answered,                "RFC 5034 4")
                                                                          .otherwise(CLOSED));

    /** A client that does without TLS, in so many words. */
    static final Transitions<Pop3ClientState, Pop3ClientSession> CLEARTEXT_ONLY = TLS_REQUIRED
            .with(row(LISTING, Err.class,     CLEARTEXT, Pop3ClientSession::openUnlisted, OPEN, "RFC 2449 5"))
            .with(row(LISTING, Listing.class, CLEARTEXT, Pop3ClientSession::open,         OPEN, "RFC 2449 5"));
    // spotless:on

    private Pop3ClientTable() {}

    /** Returns the table of a mode. */
    static Transitions<Pop3ClientState, Pop3ClientSession> of(TlsMode mode) {
        return mode instanceof TlsMode.Cleartext ? CLEARTEXT_ONLY : TLS_REQUIRED;
    }
}
