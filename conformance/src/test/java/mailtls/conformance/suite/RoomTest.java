package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final String GREETING = "220 mail.example";
    private static final String FULL = "421 too many of you";

    @Test
    void aServerThatGreetsTwiceAsManyHasRoomForAllOfThem() throws IOException {
        assertEquals(2, roomAt(GREETING, GREETING, GREETING, GREETING, GREETING));
    }

    @Test
    void aServerThatIsFullHasRoomForHalfOfThoseThatItGreeted() throws IOException {
        assertEquals(1, roomAt(GREETING, GREETING, GREETING, FULL));
    }

    @Test
    void aServerThatServesOneAfterTheOtherHasRoomForOne() throws IOException {
        assertEquals(1, roomAt(GREETING));
    }

    private static int roomAt(String... greetings) throws IOException {
        try (var door = new Door(greetings)) {
            return Room.forCases(2, door::connect, MailProtocol.SMTP, Mode.STARTTLS);
        }
    }
}
