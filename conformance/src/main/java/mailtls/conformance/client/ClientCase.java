package mailtls.conformance.client;

import java.util.List;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.wire.Ascii;

/** Makes the cases of clients. */
public final class ClientCase {

    /** What the names of all of them begin with. */
    public static final String PREFIX = "client";

    private ClientCase() {}

    /**
     * Returns a case named after a constant: {@code client.imap.Injection.REPLY}.
     *
     * @param requirements ids, with blanks between them
     */
    public static Case of(Enum<?> constant, MailProtocol protocol, Mode mode, String requirements, String scenario) {
        String id = "%s.%s.%s.%s"
                .formatted(PREFIX, protocol, constant.getDeclaringClass().getSimpleName(), constant.name());
        return new Case(id, List.of(requirements.split(" ")), protocol, mode, false, Scenario.of(scenario));
    }

    /** Returns the same for both modes, told apart by the last word of its name. */
    public static Case twin(Enum<?> constant, MailProtocol protocol, Mode mode, String requirements, String scenario) {
        Case test = of(constant, protocol, mode, requirements, scenario);
        return new Case(
                test.id() + "." + Ascii.upper(mode.toString()),
                test.requirements(),
                protocol,
                mode,
                false,
                test.script());
    }
}
