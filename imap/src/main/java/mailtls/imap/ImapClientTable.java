package mailtls.imap;

import static mailtls.imap.ImapClientState.ASKING;
import static mailtls.imap.ImapClientState.CLOSED;
import static mailtls.imap.ImapClientState.GREETING;
import static mailtls.imap.ImapClientState.LISTING;
import static mailtls.imap.ImapClientState.OPEN;
import static mailtls.imap.ImapClientState.UPGRADING;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;

import java.util.EnumSet;
import java.util.Set;
import mailtls.client.TlsMode;
import mailtls.imap.ImapHeard.Bye;
import mailtls.imap.ImapHeard.Capability;
import mailtls.imap.ImapHeard.Completed;
import mailtls.imap.ImapHeard.Continuation;
import mailtls.imap.ImapHeard.Data;
import mailtls.imap.ImapHeard.Ok;
import mailtls.imap.ImapHeard.Preauth;
import mailtls.imap.ImapHeard.Refused;
import mailtls.imap.ImapHeard.Warning;
import mailtls.machine.Transitions;

/** What an IMAP client makes of a reply: the server's table turned round, with replies in and commands out. */
final class ImapClientTable {

    /** A command was sent, and the user has nothing yet. */
    private static final Set<ImapClientState> BUSY = EnumSet.of(LISTING, ASKING);

    /**
     * A client that has to have TLS. The only rows over cleartext lead to it, or away; what a server tells there of
     * mailboxes and messages is read and ignored. With implicit TLS the same table holds: the channel is TLS from the
     * first octet.
     */
    // spotless:off
    static final Transitions<ImapClientState, ImapClientSession> TLS_REQUIRED = Transitions.of(
            //   in        reply             over       answered by                        then       source
            row( GREETING, Ok.class,         EITHER,    ImapClientSession::list,           LISTING,   "RFC 9051 7.1.1"),
            row( GREETING, Preauth.class,    CLEARTEXT, ImapClientSession::preauthInClear, CLOSED,    "RFC 9051 7.1.4")
                                                                              .otherwise(CLOSED),
            row( GREETING, Preauth.class,    TLS,       ImapClientSession::list,           LISTING,   "RFC 8314 3.2"),
            row( GREETING, Bye.class,        EITHER,    ImapClientSession::unwelcome,      CLOSED,    "RFC 9051 7.1.5")
                                                                              .otherwise(CLOSED),
            row( LISTING,  Completed.class,  CLEARTEXT, ImapClientSession::askForTls,      ASKING,    "RFC 9051 6.2.1")
                                                                              .otherwise(CLOSED),
            row( LISTING,  Refused.class,    CLEARTEXT, ImapClientSession::notOffered,     CLOSED,    "RFC 8314 5.2")
                                                                              .otherwise(CLOSED),
            row( ASKING,   Completed.class,  CLEARTEXT, ImapClientSession::startTls,       UPGRADING, "RFC 9051 6.2.1"),
            row( ASKING,   Refused.class,    CLEARTEXT, ImapClientSession::refused,        CLOSED,    "RFC 8314 5.2")
                                                                              .otherwise(CLOSED),
            row( LISTING,  Completed.class,  TLS,       ImapClientSession::open,           OPEN,      "RFC 9051 6.2.1")
                                                                              .otherwise(CLOSED),

            stay(BUSY,     Capability.class, EITHER,    ImapClientSession::note,                      "RFC 9051 7.2.2"),
            stay(BUSY,     Ok.class,         EITHER,    ImapClientSession::ignore,                    "RFC 9051 11.3"),
            stay(BUSY,     Warning.class,    EITHER,    ImapClientSession::ignore,                    "RFC 9051 11.3"),
            stay(BUSY,     Data.class,       EITHER,    ImapClientSession::ignore,                    "RFC 9051 11.3"),
            row( BUSY,     Bye.class,        EITHER,    ImapClientSession::bye,            CLOSED,    "RFC 9051 7.1.5")
                                                                              .otherwise(CLOSED),

            stay(OPEN,     Capability.class, EITHER,    ImapClientSession::told,                      "RFC 9051 5.3")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Ok.class,         EITHER,    ImapClientSession::told,                      "RFC 9051 5.3")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Warning.class,    EITHER,    ImapClientSession::told,                      "RFC 9051 5.3")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Data.class,       EITHER,    ImapClientSession::told,                      "RFC 9051 5.3")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Bye.class,        EITHER,    ImapClientSession::bye,                       "RFC 9051 7.1.5")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Continuation.class, EITHER,  ImapClientSession::answered,                  "RFC 9051 7.6")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Completed.class,  EITHER,    ImapClientSession::answered,                  "RFC 9051 7.1.1")
                                                                              .otherwise(CLOSED),
            stay(OPEN,     Refused.class,    EITHER,    ImapClientSession::answered,                  "RFC 9051 7.1.2")
                                                                              .otherwise(CLOSED));

    /** A client that does without TLS, in so many words. */
    static final Transitions<ImapClientState, ImapClientSession> CLEARTEXT_ONLY = TLS_REQUIRED
            .with(row(LISTING,  Completed.class, CLEARTEXT, ImapClientSession::open, OPEN,    "RFC 9051 6.1.1")
                                                                              .otherwise(CLOSED))
            .with(row(GREETING, Preauth.class,   CLEARTEXT, ImapClientSession::list, LISTING, "RFC 9051 7.1.4"));
    // spotless:on

    private ImapClientTable() {}

    /** Returns the table of a mode. */
    static Transitions<ImapClientState, ImapClientSession> of(TlsMode mode) {
        return mode instanceof TlsMode.Cleartext ? CLEARTEXT_ONLY : TLS_REQUIRED;
    }
}
