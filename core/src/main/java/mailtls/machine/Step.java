package mailtls.machine;

/** What a handler returns: a reply that ends the command, or a challenge that asks for more. */
public sealed interface Step permits Challenge, Reply {}
