package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/** RFC 8314 section 3: on a port with implicit TLS there is nothing before TLS. */
public enum ImplicitTls implements Section {
    /** With a good server all is well, and nothing is said in clear. */
    NOTHING_IN_CLEAR("mail.mua.default-level mail.mua.tls12") {
        @Override
        String scenario(MailProtocol protocol) {
            return "-- works --";
        }
    },
    /** A greeting comes in clear, and then TLS, without one. */
    A_GREETING_IN_CLEAR("mail.mua.no-operation-below-level") {
        @Override
        String scenario(MailProtocol protocol) {
            return GoAhead.greeting(protocol) + "-- tls --\n-- withhold --\n-- fails --";
        }
    },
    /** A greeting comes in clear, and nothing more. */
    CLEARTEXT_AND_THE_END("mail.mua.no-operation-below-level") {
        @Override
        String scenario(MailProtocol protocol) {
            return GoAhead.greeting(protocol) + "-- cut --\n-- fails --";
        }
    },
    /** There is TLS, and no greeting: nothing is said before there is one. */
    NO_GREETING("mail.mua.default-level") {
        @Override
        String scenario(MailProtocol protocol) {
            return "-- tls --\n-- withhold --\n-- fails --";
        }
    };

    private final String requirements;

    ImplicitTls(String requirements) {
        this.requirements = requirements;
    }

    abstract String scenario(MailProtocol protocol);

    @Override
    public Case test() {
        return test(MailProtocol.IMAP);
    }

    @Override
    public Stream<Case> tests() {
        return Arrays.stream(MailProtocol.values()).map(this::test);
    }

    private Case test(MailProtocol protocol) {
        return ClientCase.of(this, protocol, Mode.IMPLICIT, requirements, scenario(protocol));
    }
}
