package mailtls.wire;

/** One piece of what a peer said: what {@link LineBuffer#take} hands out. Faults in the framing are values, too. */
public sealed interface Input permits Line, Octets, Violation {}
