package mailtls.sasl;

import java.util.List;
import mailtls.tls.ChannelBindings;
import mailtls.tls.TestTls;

/** What is listed over the TLS of tests; it depends on the JDK, which has an exporter to bind to or has not. */
public final class ListedMechanisms {

    private ListedMechanisms() {}

    /** Returns the names over TLS, the strongest first. */
    public static List<String> overTls() {
        return TestTls.facts().channelBindings().types().contains(ChannelBindings.EXPORTER)
                ? List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN", "LOGIN")
                : List.of("SCRAM-SHA-256", "PLAIN", "LOGIN");
    }
}
