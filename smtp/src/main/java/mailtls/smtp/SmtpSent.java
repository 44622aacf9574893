package mailtls.smtp;

import java.util.List;

/**
 * What a server said to a mail.
 *
 * @param recipients each that was asked about, with the server's answer, in the order of the mail
 * @param answer what decided: the answer to the content, and if that is positive the mail is the server's from here on (RFC 5321
 *     section 6.1); else the refusal that ended the transaction, one that may change if there were several
 */
public record SmtpSent(List<Recipient> recipients, SmtpAnswer answer) {

    /**
     * One of the recipients.
     *
     * @param answer what the server said to RCPT; if it is not positive, the mail was not sent to this one
     */
    public record Recipient(String forwardPath, SmtpAnswer answer) {

        boolean isTaken() {
            return answer.isPositive();
        }
    }

    public SmtpSent {
        recipients = List.copyOf(recipients);
    }

    /** Returns whether the server has taken the mail over, for at least one of its recipients. */
    public boolean isTaken() {
        return answer.isPositive();
    }

    /** Returns the recipients whom the server refused. */
    public List<Recipient> refused() {
        return recipients.stream().filter(recipient -> !recipient.isTaken()).toList();
    }
}
