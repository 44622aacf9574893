package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 2920 section 3, groups of commands over TLS. */
public enum Pipelining implements Section {
    /** A group is answered one by one, in its order, whatever the answers are. */
    ANSWERS_A_GROUP_IN_ITS_ORDER("smtp.pipelining.server-in-order smtp.seq.one-reply-per-command", """
            C: EHLO client.example
            S: 250 *
            given: PIPELINING
            C& RSET
            C& MAIL FROM:<>
            C& RCPT TO:<{token}@example.com>
            C: RSET
            S: 250 *
            S: 250 | 4.. | 5.. *
            S: 2.. | 4.. | 5.. *
            S: 250 *
            C: QUIT
            S: 221 *
            -- close --
            """),

    /** As many commands as there may be in a record. */
    LOSES_NOTHING_OF_A_LONG_GROUP(
            "smtp.pipelining.no-input-flush",
            """
            C: EHLO client.example
            S: 250 *
            given: PIPELINING
            """ + "C& RSET\n".repeat(7) + "C: RSET\n" + "S: 250 | 421 *\n".repeat(8) + """
            C: QUIT
            S: 221 *
            -- close --
            """),

    /** The end of the session may be a part of the group. */
    ANSWERS_BEFORE_IT_CLOSES("smtp.pipelining.server-in-order smtp.quit.server-221", """
            C: EHLO client.example
            S: 250 *
            given: PIPELINING
            C& RSET
            C: QUIT
            S: 250 *
            S: 221 *
            -- close --
            """);

    private final String requirements;
    private final String dialogue;

    Pipelining(String requirements, String dialogue) {
        this.requirements = requirements;
        this.dialogue = dialogue;
    }

    @Override
    public Case test() {
        return Way.OVER_STARTTLS.twin(this, requirements, dialogue);
    }

    @Override
    public Stream<Case> tests() {
        return Stream.of(test(), Way.OVER_IMPLICIT_TLS.twin(this, requirements, dialogue));
    }
}
