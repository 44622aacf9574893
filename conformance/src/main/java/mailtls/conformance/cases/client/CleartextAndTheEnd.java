package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 8314 section 5.2: where the handshake should be there are words in clear, and then the end of what the server says. Whoever has
 * no handshake has no TLS, and nothing that was said is worth anything (CVE-2023-40217).
 */
public enum CleartextAndTheEnd implements Section {
    /** All that a server would say in a session. */
    A_WHOLE_SESSION {
        @Override
        String forged(MailProtocol protocol, Mode mode) {
            return switch (protocol) {
                case IMAP -> """
                        S& * CAPABILITY IMAP4rev1 AUTH=PLAIN
                        S& a%d OK done
                        S& a%d OK logged in
                        S& * 1 EXISTS
                        S& a%d OK selected
                        S& * 1 FETCH (BODY[] {9}
                        S& a forgery)
                        S& a%d OK fetched
                        S: a%d OK bye
                        """.formatted(tags(mode).boxed().toArray());
                case POP3 -> """
                        S& +OK
                        S& USER
                        S& .
                        S& +OK who is it
                        S& +OK logged in
                        S& +OK
                        S& a forgery
                        S& .
                        S: +OK bye
                        """;
                case SMTP -> """
                        S& 250-{name}
                        S& 250 AUTH PLAIN
                        S& 235 2.7.0 logged in
                        S& 250 2.1.0 sender
                        S& 250 2.1.5 recipient
                        S& 354 go ahead
                        S& 250 2.0.0 taken
                        S: 221 2.0.0 bye
                        """;
            };
        }
    };

    private static final String REQUIREMENT = "mail.mua.no-operation-below-level";

    /** The tags of a client that counts from a1: with STARTTLS it has said two commands by then. */
    private static IntStream tags(Mode mode) {
        int first = mode == Mode.IMPLICIT ? 1 : 3;
        return IntStream.range(first, first + 5);
    }

    abstract String forged(MailProtocol protocol, Mode mode);

    @Override
    public Case test() {
        return test(MailProtocol.IMAP, Mode.STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        return Arrays.stream(MailProtocol.values())
                .flatMap(protocol -> Arrays.stream(Mode.values()).map(mode -> test(protocol, mode)));
    }

    private Case test(MailProtocol protocol, Mode mode) {
        String begin = mode == Mode.IMPLICIT ? GoAhead.greeting(protocol) : GoAhead.of(protocol);
        String said = begin.replaceFirst("S: (?!.*S: )", "S& ") + forged(protocol, mode);
        return ClientCase.twin(this, protocol, mode, REQUIREMENT, said + "-- fin --\n-- fails --");
    }
}
