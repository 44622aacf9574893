package mailtls.relay;

import java.net.InetAddress;
import mailtls.relay.HostPolicy.Proof;

/** One thing that a relay does with a message, told as it happens: for whoever wants to know why the message went as it did. */
public sealed interface Step {

    /** A host is next, and this has to hold for it. */
    record Next(Hop hop) implements Step {}

    /**
     * An address was tried.
     *
     * @param proof what has proved, or would have had to prove, that the host is the right one; NONE after a policy let it be
     */
    record Tried(Hop hop, InetAddress address, Proof proof, Attempt attempt) implements Step {}

    /** What came of a host. */
    record Settled(Hop hop, Result result) implements Step {}
}
