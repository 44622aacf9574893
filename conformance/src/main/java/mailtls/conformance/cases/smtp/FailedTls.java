package mailtls.conformance.cases.smtp;

import java.util.stream.Stream;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8446 section 6, when TLS fails or ends in the middle of something: there is no way back to cleartext. */
public enum FailedTls implements Section {
    /** A command in clear between records is none of them: TLS is over, also for the command in the next record. */
    CLEARTEXT_BETWEEN_RECORDS_ENDS_IT("tls13.fatal-alert-close", """
            C: EHLO client.example
            S: 250 *
            X: NOOP {token}
            C: NOOP
            -- fin --
            -- close --
            """),

    /** In an exchange of AUTH: a response in clear behind close_notify is none. */
    NO_RESPONSE_IS_TAKEN_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            C: EHLO client.example
            S: 250 *
            given: AUTH PLAIN
            C: AUTH PLAIN
            S? 334 *
            -- close_notify --
            X: AG5vYm9keQBtYWlsdGxz
            S: 4.. | 50. | close *
            -- close --
            """),

    /** In a chunk: octets in clear behind close_notify do not fill it. A server that does not read what it refuses has no chunk. */
    NO_CHUNK_IS_FILLED_BEHIND_CLOSE_NOTIFY("tls13.data-after-close", """
            C: EHLO client.example
            S: 250 *
            given: CHUNKING
            C& BDAT 6
            C: abcd
            S? 2.. | 4.. | 5.. *
            C: NOOP
            S? 250 *
            C& BDAT 100
            C: the first of a hundred octets
            -- close_notify --
            X: a hundred octets and some more, which nobody may ever take for the rest of it, in clear {token}
            S: 4.. | 5.. | close *
            -- close --
            """);

    private final String requirements;
    private final String dialogue;

    FailedTls(String requirements, String dialogue) {
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
