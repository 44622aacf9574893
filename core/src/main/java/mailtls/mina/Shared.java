package mailtls.mina;

import java.util.concurrent.atomic.AtomicInteger;
import mailtls.wire.Limits;

/**
 * What all connections of a server, or of a client, share.
 *
 * @param limits how much is put up with
 * @param clock tells what took too long
 * @param passwordsInClear counts them
 * @param connections how many are open
 */
record Shared(Limits limits, Clock clock, PasswordsInClear passwordsInClear, AtomicInteger connections) {

    /** Returns what they share at the beginning. */
    static Shared with(Limits limits) {
        return new Shared(limits, new Clock(), new PasswordsInClear(), new AtomicInteger());
    }
}
