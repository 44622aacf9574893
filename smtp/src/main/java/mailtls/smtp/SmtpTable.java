package mailtls.smtp;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;
import static mailtls.smtp.SmtpState.CHUNKING;
import static mailtls.smtp.SmtpState.CLOSED;
import static mailtls.smtp.SmtpState.CONNECTED;
import static mailtls.smtp.SmtpState.IDENTIFIED;
import static mailtls.smtp.SmtpState.RECIPIENT;
import static mailtls.smtp.SmtpState.SENDER;
import static mailtls.smtp.SmtpState.UPGRADING;

import java.util.EnumSet;
import java.util.Set;
import mailtls.machine.Transitions;
import mailtls.smtp.SmtpCommand.Auth;
import mailtls.smtp.SmtpCommand.AuthPlaintext;
import mailtls.smtp.SmtpCommand.AuthWithPassword;
import mailtls.smtp.SmtpCommand.Bdat;
import mailtls.smtp.SmtpCommand.BdatLast;
import mailtls.smtp.SmtpCommand.Data;
import mailtls.smtp.SmtpCommand.Ehlo;
import mailtls.smtp.SmtpCommand.Helo;
import mailtls.smtp.SmtpCommand.Help;
import mailtls.smtp.SmtpCommand.Mail;
import mailtls.smtp.SmtpCommand.Noop;
import mailtls.smtp.SmtpCommand.Quit;
import mailtls.smtp.SmtpCommand.Rcpt;
import mailtls.smtp.SmtpCommand.Rset;
import mailtls.smtp.SmtpCommand.StartTls;
import mailtls.smtp.SmtpCommand.Vrfy;
import mailtls.tls.ListenerPolicy;

/** Which command an SMTP server takes in which state, over which channel, and where it leads. */
final class SmtpTable {

    private static final Set<SmtpState> ANY = EnumSet.allOf(SmtpState.class);
    private static final Set<SmtpState> OUTSIDE = EnumSet.of(CONNECTED, IDENTIFIED);
    private static final Set<SmtpState> ADDRESSED = EnumSet.of(SENDER, RECIPIENT);
    private static final Set<SmtpState> READY = EnumSet.of(RECIPIENT, CHUNKING);
    private static final Set<SmtpState> TRANSACTION = EnumSet.of(SENDER, RECIPIENT, CHUNKING);

    // spotless:off

    /** A submission server: neither a password nor mail without TLS (RFC 3207 section 4, RFC 8314 section 3.3). */
    static final Transitions<SmtpState, SmtpSession> SUBMISSION = Transitions.of(
        //   in           command                 over       answered by            then        source
        row( ANY,         Ehlo.class,             EITHER,    SmtpSession::ehlo,     IDENTIFIED, "RFC 5321 4.1.1.1"),
        row( ANY,         Helo.class,             TLS,       SmtpSession::helo,     IDENTIFIED, "RFC 5321 4.1.1.1"),
        row( IDENTIFIED,  StartTls.class,         CLEARTEXT, SmtpSession::startTls, UPGRADING,  "RFC 3207 4"),
        stay(IDENTIFIED,  Auth.class,             TLS,       SmtpSession::auth,                 "RFC 4954 4"),
        stay(IDENTIFIED,  AuthPlaintext.class,    TLS,       SmtpSession::auth,                 "RFC 4954 4, 14"),
        stay(IDENTIFIED,  AuthWithPassword.class, TLS,       SmtpSession::auth,                 "RFC 4954 4, 14"),
        row( IDENTIFIED,  Mail.class,             TLS,       SmtpSession::mail,     SENDER,     "RFC 5321 4.1.1.2"),
        row( ADDRESSED,   Rcpt.class,             TLS,       SmtpSession::rcpt,     RECIPIENT,  "RFC 5321 4.1.1.3"),
        row( RECIPIENT,   Data.class,             TLS,       SmtpSession::data,     IDENTIFIED, "RFC 5321 4.1.1.4")
            .otherwise(IDENTIFIED),
        row( READY,       Bdat.class,             TLS,       SmtpSession::bdat,     CHUNKING,   "RFC 3030 2")
            .otherwise(IDENTIFIED),
        row( READY,       BdatLast.class,         TLS,       SmtpSession::bdatLast, IDENTIFIED, "RFC 3030 2")
            .otherwise(IDENTIFIED),
        row( TRANSACTION, Rset.class,             EITHER,    SmtpSession::rset,     IDENTIFIED, "RFC 5321 4.1.1.5"),
        stay(OUTSIDE,     Rset.class,             EITHER,    SmtpSession::rset,                 "RFC 5321 4.1.1.5"),
        stay(ANY,         Vrfy.class,             TLS,       SmtpSession::vrfy,                 "RFC 5321 4.1.1.6"),
        stay(ANY,         Help.class,             TLS,       SmtpSession::help,                 "RFC 5321 4.1.1.8"),
        stay(ANY,         Noop.class,             EITHER,    SmtpSession::noop,                 "RFC 5321 4.1.1.9"),
        row( ANY,         Quit.class,             EITHER,    SmtpSession::quit,     CLOSED,     "RFC 5321 4.1.1.10"));

    /** Takes mail from servers, which have nothing to log in with. */
    private static final Transitions<SmtpState, SmtpSession> MX =
            SUBMISSION.without(Auth.class).without(AuthPlaintext.class).without(AuthWithPassword.class);

    // spotless:on

    private SmtpTable() {}

    /** Returns the table of a role under a policy. */
    static Transitions<SmtpState, SmtpSession> of(Role role, ListenerPolicy policy) {
        var strict = role == Role.MX ? MX : SUBMISSION;
        var table = switch (policy.tls()) {
            case STARTTLS_REQUIRED, IMPLICIT -> strict;
            case STARTTLS_OFFERED -> alsoInClear(strict);
            case CLEARTEXT_ONLY -> alsoInClear(strict).without(StartTls.class);
        };
        return policy.takesPasswordsInClear() ? table.over(EITHER, AuthPlaintext.class, AuthWithPassword.class) : table;
    }

    /** Demands no TLS but for a password: a public MX must not (RFC 3207 section 4). */
    private static Transitions<SmtpState, SmtpSession> alsoInClear(Transitions<SmtpState, SmtpSession> strict) {
        return strict.over(
                EITHER,
                Helo.class,
                Auth.class,
                Mail.class,
                Rcpt.class,
                Data.class,
                Bdat.class,
                BdatLast.class,
                Vrfy.class,
                Help.class);
    }
}
