package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Visitor.Reception;
import org.junit.jupiter.api.Test;

class VisitorTest {

    private static final Words WORDS = Words.of(1, "visit", Optional.empty());
    private static final String GREETING = "220 mail.example";
    private static final String FULL = "421 too many of you";

    @Test
    void whoIsTurnedAwayComesAgain() throws IOException {
        try (var door = new Door(FULL, FULL, GREETING)) {
            assertEquals(new Line(GREETING), visitorOf(door).visit(WORDS, VisitorTest::hear));
        }
    }

    @Test
    void whoIsGreetedDoesNotComeAgain() throws IOException {
        try (var door = new Door(GREETING, FULL)) {
            assertEquals(new Line(GREETING), visitorOf(door).visit(WORDS, VisitorTest::hear));
        }
    }

    @Test
    void aServerThatGreetsIsThereAndOneThatIsSilentDoesNotGreet() throws IOException {
        try (var door = new Door(GREETING)) {
            var visitor = visitorOf(door);
            assertEquals(Reception.GREETED, visitor.look(WORDS));
            assertEquals(Reception.NOT_GREETED, visitor.look(WORDS));
        }
    }

    private static Object hear(Stage stage) throws IOException {
        return stage.connect().line();
    }

    private static Visitor visitorOf(Door door) {
        return new Visitor(MailProtocol.SMTP, Mode.STARTTLS, door::connect, Optional.empty());
    }
}
