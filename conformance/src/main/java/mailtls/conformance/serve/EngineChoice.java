package mailtls.conformance.serve;

import java.security.Provider;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import org.conscrypt.Conscrypt;

/** Which implementation of TLS is wanted. */
enum EngineChoice {
    /** Conscrypt where it can be had. */
    AUTO,
    JDK,
    CONSCRYPT;

    /**
     * An implementation of TLS.
     *
     * @param name what it is called
     * @param provider its JSSE provider; nothing for the JDK's own
     */
    record Chosen(String name, Optional<Provider> provider) {}

    /** Begins to load what is wanted: that takes a while, in which others can do something. */
    void prepare() {
        if (this != JDK) {
            new Thread(Conscrypt::isAvailable, "engine").start();
        }
    }

    /**
     * Returns the one that is wanted.
     *
     * @throws Trouble if it is Conscrypt by name, and has no native part for this machine
     */
    Chosen choose() {
        if (this == JDK || (this == AUTO && !Conscrypt.isAvailable())) {
            return new Chosen("jdk", Optional.empty());
        }
        if (!Conscrypt.isAvailable()) {
            throw Trouble.unavailable(
                    "Conscrypt has no native part that loads on this machine", "use --engine auto or --engine jdk");
        }
        return new Chosen("conscrypt", Optional.of(Conscrypt.newProvider()));
    }

    static final class Words extends Choice<EngineChoice> {
        Words() {
            word("auto", AUTO).word("jdk", JDK).word("conscrypt", CONSCRYPT);
        }
    }
}
