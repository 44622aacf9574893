package mailtls.smtp;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;
import static mailtls.smtp.SmtpClientState.ASKING;
import static mailtls.smtp.SmtpClientState.CLOSED;
import static mailtls.smtp.SmtpClientState.GREETING;
import static mailtls.smtp.SmtpClientState.LISTING;
import static mailtls.smtp.SmtpClientState.NAMING;
import static mailtls.smtp.SmtpClientState.OPEN;
import static mailtls.smtp.SmtpClientState.UPGRADING;

import java.util.EnumSet;
import java.util.Set;
import mailtls.client.TlsMode;
import mailtls.machine.Transitions;
import mailtls.smtp.SmtpHeard.Closing;
import mailtls.smtp.SmtpHeard.Completed;
import mailtls.smtp.SmtpHeard.GoOn;
import mailtls.smtp.SmtpHeard.Ready;
import mailtls.smtp.SmtpHeard.Refused;

/** What an SMTP client makes of a reply: the server's table turned round, with replies in and commands out. */
final class SmtpClientTable {

    /** The server has greeted, and the user has nothing yet. */
    private static final Set<SmtpClientState> BUSY = EnumSet.of(LISTING, NAMING, ASKING);

    /**
     * A client that has to have TLS. The only rows over cleartext lead to it, or away. With implicit TLS the same table holds:
     * the channel is TLS from the first octet.
     */
    // spotless:off
    static final Transitions<SmtpClientState, SmtpClientSession> TLS_REQUIRED = Transitions.of(
            //   in        reply            over       answered by                    then       source
            row( GREETING, Ready.class,     EITHER,    SmtpClientSession::greeted,    LISTING,   "RFC 5321 3.2"),
            row( GREETING, Refused.class,   EITHER,    SmtpClientSession::unwelcome,  CLOSED,    "RFC 5321 3.1")
                                                                         .otherwise(CLOSED),
            row( GREETING, Closing.class,   EITHER,    SmtpClientSession::unwelcome,  CLOSED,    "RFC 5321 3.8")
                                                                         .otherwise(CLOSED),
            row( LISTING,  Completed.class, CLEARTEXT, SmtpClientSession::askForTls,  ASKING,    "RFC 3207 4")
                                                                         .otherwise(CLOSED),
            row( LISTING,  Refused.class,   CLEARTEXT, SmtpClientSession::notOffered, CLOSED,    "RFC 8314 5.2")
                                                                         .otherwise(CLOSED),
            row( ASKING,   Ready.class,     CLEARTEXT, SmtpClientSession::startTls,   UPGRADING, "RFC 3207 4"),
            row( ASKING,   Refused.class,   CLEARTEXT, SmtpClientSession::refused,    CLOSED,    "RFC 8314 5.2")
                                                                         .otherwise(CLOSED),
            row( LISTING,  Completed.class, TLS,       SmtpClientSession::open,       OPEN,      "RFC 3207 4.2"),
            row( LISTING,  Refused.class,   TLS,       SmtpClientSession::unwelcome,  CLOSED,    "RFC 5321 4.1.1.1")
                                                                         .otherwise(CLOSED),
            row( BUSY,     Closing.class,   EITHER,    SmtpClientSession::closing,    CLOSED,    "RFC 5321 3.8")
                                                                         .otherwise(CLOSED),

            stay(OPEN,     Ready.class,     EITHER,    SmtpClientSession::answered,              "RFC 5321 4.2")
                                                                         .otherwise(CLOSED),
            stay(OPEN,     Completed.class, EITHER,    SmtpClientSession::answered,              "RFC 5321 4.2")
                                                                         .otherwise(CLOSED),
            stay(OPEN,     GoOn.class,      EITHER,    SmtpClientSession::answered,              "RFC 5321 4.2")
                                                                         .otherwise(CLOSED),
            stay(OPEN,     Refused.class,   EITHER,    SmtpClientSession::answered,              "RFC 5321 4.2")
                                                                         .otherwise(CLOSED),
            stay(OPEN,     Closing.class,   EITHER,    SmtpClientSession::closing,               "RFC 5321 3.8")
                                                                         .otherwise(CLOSED));

    /** A client that does without TLS, in so many words, and without extensions where there are none. */
    static final Transitions<SmtpClientState, SmtpClientSession> CLEARTEXT_ONLY = TLS_REQUIRED
            .with(row(NAMING,  Refused.class,   EITHER,    SmtpClientSession::unwelcome, CLOSED, "RFC 5321 4.1.1.1")
                                                                         .otherwise(CLOSED))
            .with(row(NAMING,  Completed.class, EITHER,    SmtpClientSession::openUnlisted, OPEN, "RFC 5321 4.1.1.1"))
            .with(row(LISTING, Refused.class,   EITHER,    SmtpClientSession::helo,      NAMING, "RFC 5321 3.2")
                                                                         .otherwise(CLOSED))
            .with(row(LISTING, Completed.class, CLEARTEXT, SmtpClientSession::open,      OPEN,   "RFC 5321 4.1.1.1"));

    /** A relay that takes TLS where it gets it, and sends its mail in any case. */
    static final Transitions<SmtpClientState, SmtpClientSession> OPPORTUNISTIC = CLEARTEXT_ONLY
            .with(row(ASKING,  Refused.class,   CLEARTEXT, SmtpClientSession::goOn,      OPEN,   "RFC 3207 4"))
            .with(row(LISTING, Completed.class, CLEARTEXT, SmtpClientSession::askForTlsIfListed, ASKING, "RFC 3207 4")
                                                                         .otherwise(OPEN));
    // spotless:on

    private SmtpClientTable() {}

    /** Returns the table of a mode. */
    static Transitions<SmtpClientState, SmtpClientSession> of(TlsMode mode) {
        if (mode instanceof TlsMode.Cleartext) {
            return CLEARTEXT_ONLY;
        }
        return mode instanceof TlsMode.StartTlsOpportunistic ? OPPORTUNISTIC : TLS_REQUIRED;
    }
}
