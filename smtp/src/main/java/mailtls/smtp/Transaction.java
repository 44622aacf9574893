package mailtls.smtp;

import mailtls.MailServer;
import mailtls.smtp.SmtpCommand.Rcpt;

/** A mail transaction, from MAIL to its end (RFC 5321 section 3.3): dropped whole, never reset. */
final class Transaction {

    private final MailServer house;
    private final Content content;
    private Envelope envelope;

    Transaction(MailServer house, Envelope envelope) {
        this.house = house;
        this.envelope = envelope;
        this.content = new Content(house.limits());
    }

    Envelope envelope() {
        return envelope;
    }

    Content content() {
        return content;
    }

    /** Takes mail for users of this house, and for nobody else. */
    SmtpReply rcpt(Rcpt command) {
        if (!command.parameters().keywords().isEmpty()) {
            return SmtpReply.of(555, "5.5.4", "No parameter of RCPT is known here");
        }
        if (envelope.users().size() >= house.limits().recipients()) {
            return SmtpReply.of(452, "4.5.3", "Too many recipients");
        }
        if (command.forwardPath().isInternational() && !envelope.isInternational()) {
            return SmtpReply.of(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");
        }
        String address = command.forwardPath().address(house.hostName());
        return house.store().userOf(address).map(this::add).orElseGet(() -> notOurs(address));
    }

    private SmtpReply add(String user) {
        envelope = envelope.with(user);
        return SmtpReply.of(250, "2.1.5", "Recipient OK");
    }

    private SmtpReply notOurs(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return house.store().takesMailFor(domain)
                ? SmtpReply.of(550, "5.1.1", "There is no such mailbox here")
                : SmtpReply.of(550, "5.7.1", "Relaying is not done here");
    }
}
