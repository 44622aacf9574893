package mailtls.conformance.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import mailtls.store.MailAccount;
import mailtls.store.Mailbox;

/** A few messages to begin with, of the kinds that clients have to cope with. */
final class SampleMail {

    /** Plain text; two alternatives and a subject that is not ASCII; an attachment. */
    static final int COUNT = 3;

    private static final DateTimeFormatter RFC_5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private SampleMail() {}

    /** Puts the messages into the INBOX, each a minute younger than the one before. */
    static void fill(MailAccount account, String address) {
        Mailbox inbox = account.mailbox(MailAccount.INBOX).orElseThrow();
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(COUNT));
        for (int number = 1; number <= COUNT; number++) {
            Instant date = first.plus(Duration.ofMinutes(number));
            inbox.append(message(number, address, date), Set.of(), date);
        }
    }

    /** Returns a message with its address and date filled in and lines ended by CRLF. */
    static byte[] message(int number, String address, Instant date) {
        return template(number)
                .replace("@DATE@", RFC_5322.format(date.atOffset(ZoneOffset.UTC)))
                .replace("@ADDRESS@", address)
                .replace("@DOMAIN@", address.substring(address.indexOf('@') + 1))
                .replaceAll("\\R", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String template(int number) {
        String name = "mail-" + number + ".eml";
        try (InputStream template = SampleMail.class.getResourceAsStream(name)) {
            if (template == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(template.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
