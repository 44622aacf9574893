package mailtls.mina;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.tls.Engines;
import mailtls.wire.Limits;

/**
 * What all listeners of a server share.
 *
 * @param engines makes TLS
 * @param tasks runs delegated tasks, if not the I/O threads do
 * @param limits how much is put up with
 * @param events is told what happens
 * @param wire sees what is said
 * @param clock tells what took too long
 * @param passwordsInClear counts them
 * @param connections how many are open
 */
record Shared(
        Engines engines,
        Optional<Executor> tasks,
        Limits limits,
        EventLog events,
        WireLogs wire,
        ScheduledExecutorService clock,
        PasswordsInClear passwordsInClear,
        AtomicInteger connections) {}
