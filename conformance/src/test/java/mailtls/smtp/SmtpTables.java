package mailtls.smtp;

import static mailtls.machine.Transitions.row;

import java.util.EnumSet;
import mailtls.MailServer;
import mailtls.machine.Over;
import mailtls.machine.Protocol;
import mailtls.tls.ListenerPolicy;

/** Rules of SMTP with a row changed. */
public final class SmtpTables {

    private SmtpTables() {}

    /** STARTTLS is listed and taken over TLS. */
    public static Protocol startTlsOverTls(MailServer house) {
        return Smtp.server(
                Role.SUBMISSION,
                house,
                SmtpTable.of(Role.SUBMISSION, ListenerPolicy.STARTTLS_REQUIRED)
                        .over(Over.EITHER, SmtpCommand.StartTls.class));
    }

    /** A public MX that takes STARTTLS in the middle of a mail transaction. */
    public static Protocol startTlsInATransaction(MailServer house) {
        return Smtp.server(
                Role.MX,
                house,
                SmtpTable.of(Role.MX, ListenerPolicy.STARTTLS_OFFERED)
                        .with(row(
                                EnumSet.of(SmtpState.SENDER, SmtpState.RECIPIENT, SmtpState.CHUNKING),
                                SmtpCommand.StartTls.class,
                                Over.CLEARTEXT,
                                SmtpSession::startTls,
                                SmtpState.UPGRADING,
                                "no RFC")));
    }

    /** Mail of strangers is taken where users should log in first. */
    public static Protocol withoutALogin(MailServer house) {
        return Smtp.server(Role.MX, house, SmtpTable.of(Role.SUBMISSION, ListenerPolicy.STARTTLS_REQUIRED));
    }

    /** MAIL is taken of a stranger who has not said EHLO. */
    public static Protocol mailBeforeEhlo(MailServer house) {
        return Smtp.server(
                Role.MX,
                house,
                SmtpTable.of(Role.MX, ListenerPolicy.IMPLICIT)
                        .with(row(
                                SmtpState.CONNECTED,
                                SmtpCommand.Mail.class,
                                Over.TLS,
                                SmtpSession::mail,
                                SmtpState.SENDER,
                                "no RFC")));
    }

    /** A password is taken in clear. */
    public static Protocol passwordsInClear(MailServer house) {
        return Smtp.server(
                Role.SUBMISSION,
                house,
                SmtpTable.of(Role.SUBMISSION, ListenerPolicy.STARTTLS_REQUIRED)
                        .over(
                                Over.EITHER,
                                SmtpCommand.Auth.class,
                                SmtpCommand.AuthPlaintext.class,
                                SmtpCommand.AuthWithPassword.class));
    }

    /** What is done where passwords are taken in clear, on purpose. */
    public static Protocol careless(MailServer house) {
        return Smtp.submission(
                house, new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR));
    }
}
