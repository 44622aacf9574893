package mailtls.conformance.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import mailtls.store.MailAccount;
import mailtls.store.MemoryMailStore;
import mailtls.store.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleMailTest {

    private static final Instant DATE = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyMessageIsWellFormedMail(int number) throws Exception {
        MimeMessage mail = mail(number);

        assertEquals("alice@example.org", mail.getAllRecipients()[0].toString());
        assertEquals(Date.from(DATE), mail.getSentDate());
        assertTrue(text(mail).contains("This is mail " + number + " of mailtls."), text(mail));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyMessageConsistsOfShortLinesEndedByCrlf(int number) {
        String octets = new String(SampleMail.message(number, "alice@example.org", DATE), US_ASCII);

        assertFalse(octets.replace("\r\n", "").matches("(?s).*[\r\n\0].*"));
        assertTrue(octets.lines().allMatch(line -> line.length() <= 78));
        assertFalse(octets.contains("@DATE@") || octets.contains("@ADDRESS@") || octets.contains("@DOMAIN@"));
    }

    @Test
    void theFirstIsPlainText() throws Exception {
        assertTrue(mail(1).isMimeType("text/plain"));
        assertTrue(((String) mail(1).getContent()).contains("\r\n.\r\n"), "a dot to be stuffed");
    }

    @Test
    void theSecondHasTwoAlternativesAndASubjectInFourScripts() throws Exception {
        MimeMessage mail = mail(2);

        assertTrue(mail.isMimeType("multipart/alternative"));
        assertEquals("Grüße, Γειά, Привет, 你好: one subject in four scripts", mail.getSubject());
        Multipart parts = assertInstanceOf(Multipart.class, mail.getContent());
        assertTrue(parts.getBodyPart(1).isMimeType("text/html"));
        assertTrue(text(mail).contains("naïve façade, ☃"));
    }

    @Test
    void theThirdHasAnAttachment() throws Exception {
        Multipart parts = assertInstanceOf(Multipart.class, mail(3).getContent());
        Part attachment = parts.getBodyPart(1);

        assertEquals("ports.csv", attachment.getFileName());
        try (InputStream content = attachment.getInputStream()) {
            assertTrue(new String(content.readAllBytes(), US_ASCII).contains("993,IMAP,implicit TLS,RFC 8314\r\n"));
        }
    }

    @Test
    void theyAreInTheInboxInTheirOrder() {
        MailAccount account = new MemoryMailStore(1 << 20, List.of("example.org")).addAccount("alice");

        SampleMail.fill(account, "alice@example.org");

        List<Message> inbox = account.mailbox("INBOX").orElseThrow().messages();
        assertEquals(SampleMail.COUNT, inbox.size());
        assertTrue(inbox.get(0).received().isBefore(inbox.get(1).received()));
        assertFalse(inbox.get(2).received().isAfter(Instant.now()));
    }

    private static MimeMessage mail(int number) throws Exception {
        byte[] octets = SampleMail.message(number, "alice@example.org", DATE);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    }

    private static String text(Part part) throws Exception {
        return part.getContent() instanceof Multipart parts
                ? text(parts.getBodyPart(0))
                : String.valueOf(part.getContent());
    }
}
