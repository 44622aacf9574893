package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 3030 section 2, chunks over TLS: nothing in them is a command, whether they are wanted or not (SS-14). */
public enum Chunking implements Section {
    /** A chunk that belongs to no transaction is read to its end, and refused. */
    READS_A_CHUNK_THAT_IT_REFUSES("smtp.bdat.accept-and-discard smtp.bdat.length-framing", """
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            C& BDAT 6
            C: RSET
            S: 4.. | 5.. *
            C: NOOP
            S: 250 | 421 | close *
            C: QUIT
            S: 221 *
            -- close --
            """),

    /** The same for the last one, with a command in the segment behind it. */
    FINDS_THE_COMMAND_BEHIND_A_CHUNK("smtp.bdat.accept-and-discard smtp.bdat.length-framing", """
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            given: PIPELINING
            C& BDAT 6 LAST
            C& QUIT
            C: RSET
            S: 4.. | 5.. *
            S: 250 | 421 | close *
            C: QUIT
            S: 221 *
            -- close --
            """),

    /** Octets of a chunk come one segment after another. */
    WAITS_FOR_THE_REST_OF_A_CHUNK("smtp.bdat.length-framing", """
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            C: BDAT 12
            C: QUIT
            C: RSET
            S: 4.. | 5.. *
            C: NOOP
            S: 250 | 421 | close *
            """);

    private final String requirements;
    private final String dialogue;

    Chunking(String requirements, String dialogue) {
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
