package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** What a client remembers from one start to the next: what it was told in an earlier session is no part of this one. */
public enum SecondStart implements Section {
    /** The mechanism that was listed the last time, over TLS, is not listed any more. Who never goes by a list is caught, too. */
    ANOTHER_LIST {
        @Override
        String requirements(MailProtocol protocol) {
            return switch (protocol) {
                case IMAP -> "imap.logindisabled.client";
                case POP3 -> "pop3.auth.client-needs-sasl-capa";
                case SMTP -> "smtp.starttls.discard-knowledge.client";
            };
        }

        @Override
        String scenario(MailProtocol protocol, Mode mode) {
            String greeting = mode == Mode.IMPLICIT ? GoAhead.greeting(protocol) : "";
            return switch (protocol) {
                case IMAP -> """
                        -- tls --
                        %1$sC: CAPABILITY
                        S& * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN
                        S: {tag} OK done
                        -- start again --
                        -- tls --
                        %1$sC: CAPABILITY
                        S& * CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256 LOGINDISABLED
                        S: {tag} OK done
                        never: LOGIN
                        """.formatted(greeting);
                case POP3 -> """
                        -- tls --
                        C: CAPA
                        S& +OK
                        S& SASL PLAIN
                        S: .
                        -- start again --
                        -- tls --
                        C: CAPA
                        S& +OK
                        S& USER
                        S: .
                        never: AUTH PLAIN
                        """;
                case SMTP -> """
                        -- tls --
                        C: EHLO
                        S& 250-{name}
                        S: 250 AUTH LOGIN
                        -- start again --
                        -- tls --
                        C: EHLO
                        S& 250-{name}
                        S: 250 AUTH SCRAM-SHA-256
                        never: AUTH LOGIN
                        """;
            };
        }
    },
    /** A certificate that nobody should take, and another one of the kind at the next start: having seen one says nothing of the other. */
    ANOTHER_BAD_CERTIFICATE {
        @Override
        String requirements(MailProtocol protocol) {
            return "mail.mua.validate-7817";
        }

        @Override
        String scenario(MailProtocol protocol, Mode mode) {
            return """
                    -- tls with a certificate that it has signed itself --
                    -- start again --
                    -- tls with a certificate of an unknown authority --
                    -- fails --
                    """;
        }
    },
    /** The same bad certificate at each start: to have been asked for often makes it no better. */
    THE_SAME_BAD_CERTIFICATE {
        @Override
        String requirements(MailProtocol protocol) {
            return "mail.mua.validate-7817";
        }

        @Override
        String scenario(MailProtocol protocol, Mode mode) {
            return """
                    -- tls with a certificate that it has signed itself --
                    -- start again --
                    -- tls with a certificate that it has signed itself --
                    -- start again --
                    -- tls with a certificate that it has signed itself --
                    -- fails --
                    """;
        }
    };

    abstract String requirements(MailProtocol protocol);

    abstract String scenario(MailProtocol protocol, Mode mode);

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
        return ClientCase.twin(this, protocol, mode, requirements(protocol), scenario(protocol, mode));
    }
}
