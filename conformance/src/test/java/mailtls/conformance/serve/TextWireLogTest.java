package mailtls.conformance.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mailtls.machine.Reply;
import mailtls.sasl.Secret;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

class TextWireLogTest {

    private record Login(String name, Secret password) {}

    private final StringWriter printed = new StringWriter();
    private final TextWireLog log =
            new TextWireLog(new PrintWriter(printed, true), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "7");

    private String line() {
        return printed.toString().replace(System.lineSeparator(), "|");
    }

    @Test
    void aPasswordIsDotsAndOtherwiseUnprintable() {
        log.heard(new Login("alice", new Secret("sesame")));

        assertEquals("1970-01-01T00:00:00.000Z\t7\tC\tLogin[name=alice, password=??????]|", line());
    }

    @Test
    void ofAReplyTheFirstLineIsPrinted() {
        log.said(reply("+OK 20 octets\r\nSubject: private\r\n.\r\n"));

        assertEquals("1970-01-01T00:00:00.000Z\t7\tS\t+OK 20 octets (36 octets)|", line());
    }

    @Test
    void aLongLineIsCut() {
        log.heard("x".repeat(300));

        assertEquals("1970-01-01T00:00:00.000Z\t7\tC\t" + "x".repeat(200) + " ...|", line());
    }

    @Test
    void aLineEndCannotBeSmuggledIn() {
        log.heard("one\r\ntwo\tthree");

        assertEquals("1970-01-01T00:00:00.000Z\t7\tC\tone??two?three|", line());
    }

    @Test
    void noReplyIsNoLine() {
        log.said(Reply.NONE);

        assertEquals("", line());
    }

    private static Reply reply(String text) {
        return new Reply() {
            @Override
            public boolean accepts() {
                return true;
            }

            @Override
            public List<ByteBuffer> octets() {
                return List.of(ByteBuffer.wrap(Ascii.octets(text)));
            }
        };
    }
}
