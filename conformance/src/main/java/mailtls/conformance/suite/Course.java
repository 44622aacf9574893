package mailtls.conformance.suite;

import java.util.List;
import java.util.regex.Pattern;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Turn.Event;
import mailtls.conformance.suite.Turn.Say;
import mailtls.conformance.suite.Turn.SayInClear;
import mailtls.conformance.suite.Turn.SayTogether;

/** Where in a connection a dialogue has come to. An answer is where its command is. */
final class Course {

    private static final Pattern STARTTLS = word("STARTTLS|STLS");
    private static final Pattern LOG_IN = word("AUTH|AUTHENTICATE|LOGIN|USER|PASS|APOP");
    private static final Pattern MAIL = word("MAIL|RCPT|DATA|BDAT|APPEND");
    private static final Pattern FAREWELL = word("QUIT|LOGOUT");

    private Phase phase = Phase.CONNECT;
    private boolean overTls;
    private boolean isDue;
    private boolean isInGroup;

    private Course() {}

    /** A command of any of the protocols, with a tag before it or without. */
    private static Pattern word(String commands) {
        return Pattern.compile("(?:\\S+ )??(?:" + commands + ")(?:[ {].*)?", Pattern.CASE_INSENSITIVE);
    }

    /** Returns where a turn is, counted from 0. */
    static Phase at(Dialogue dialogue, int turn) {
        var course = new Course();
        List<Turn> turns = dialogue.turns().subList(0, turn + 1);
        turns.forEach(course::goOn);
        return course.phase;
    }

    private void goOn(Turn turn) {
        if (turn instanceof SayTogether say) {
            say(say.line());
            isInGroup = true;
        } else if (turn instanceof Say say) {
            say(say.line());
            isInGroup = false;
        } else if (turn instanceof SayInClear) {
            phase = overTls ? phase : isDue ? Phase.HANDSHAKE : Phase.CONNECT;
        } else if (turn instanceof Event event) {
            happens(event);
        }
    }

    /** What begins with STARTTLS, in one segment, is about STARTTLS. */
    private void say(String line) {
        if (isInGroup && phase == Phase.STARTTLS_COMMAND) {
            return;
        }
        phase = phase(line);
        isDue |= phase == Phase.STARTTLS_COMMAND;
    }

    private Phase phase(String line) {
        if (STARTTLS.matcher(line).matches()) {
            return Phase.STARTTLS_COMMAND;
        }
        if (LOG_IN.matcher(line).matches()) {
            return Phase.AUTH;
        }
        if (MAIL.matcher(line).matches()) {
            return Phase.DELIVERY;
        }
        return FAREWELL.matcher(line).matches() ? Phase.CLOSE : overTls ? Phase.SECURED : Phase.PLAINTEXT;
    }

    private void happens(Event event) {
        switch (event) {
            case TLS, TLS_TOGETHER, TLS_OR_NOT -> {
                phase = Phase.HANDSHAKE;
                overTls = true;
            }
            case CLIENT_HELLO, OFFER_SSL_3_0, OFFER_TLS_1_0, OFFER_TLS_1_1, HALF_HELLO -> phase = Phase.HANDSHAKE;
            case SERVER_CLOSE_NOTIFY, CLOSE_NOTIFY, FIN -> phase = Phase.CLOSE;
            case CLOSE, SILENCE -> {
                // It happens where the dialogue is.
            }
            case CONNECT_AGAIN -> {
                phase = Phase.CONNECT;
                overTls = false;
                isDue = false;
            }
        }
    }
}
