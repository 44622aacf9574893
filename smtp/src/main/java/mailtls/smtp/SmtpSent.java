package mailtls.smtp;

import java.util.List;

/**
 * What became of a mail that the server has taken over for some of its recipients.
 *
 * @param recipients each with the server's answer, in the order of the mail
 * @param content the answer to the content: from here on the mail is the server's (RFC 5321 section 6.1)
 */
public record SmtpSent(List<Recipient> recipients, SmtpAnswer content) {

    /**
     * One of the recipients.
     *
     * @param answer what the server said to RCPT; if it is not positive, the mail was not sent to this one
     */
    public record Recipient(String forwardPath, SmtpAnswer answer) {}

    public SmtpSent {
        recipients = List.copyOf(recipients);
    }

    /** Returns the recipients whom the server refused. */
    public List<Recipient> refused() {
        return recipients.stream()
                .filter(recipient -> !recipient.answer().isPositive())
                .toList();
    }
}
