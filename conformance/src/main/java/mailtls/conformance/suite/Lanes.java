package mailtls.conformance.suite;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Where cases are played at the same time. Those that log in have a lane of their own, where they come one after the other: a maildrop
 * is open to one session only (RFC 1939 section 4), and what one of them changes another would see.
 */
final class Lanes implements AutoCloseable {

    private final ExecutorService lanes;
    private final ExecutorService laneOfTheUser;

    /** Shared by those in company; whoever is alone has it exclusively. Fair: who waits to be alone need not wait for ever. */
    private final ReadWriteLock company = new ReentrantReadWriteLock(true);

    private final boolean isSingle;

    private Lanes(ExecutorService lanes, ExecutorService laneOfTheUser, boolean isSingle) {
        this.lanes = lanes;
        this.laneOfTheUser = laneOfTheUser;
        this.isSingle = isSingle;
    }

    /** Opens so many lanes; with one of them everything is played in order. */
    static Lanes of(int count) {
        ExecutorService user = Executors.newSingleThreadExecutor();
        return count == 1
                ? new Lanes(user, user, true)
                : new Lanes(Executors.newFixedThreadPool(count - 1), user, false);
    }

    /** Returns whether nobody ever has company. */
    boolean isSingle() {
        return isSingle;
    }

    /** Lets something be done as soon as a lane is free. */
    <T> Future<T> begin(Supplier<T> work, boolean logsIn) {
        return (logsIn ? laneOfTheUser : lanes).submit(work::get);
    }

    /** Does something while others may do theirs. */
    <T> T inCompany(Supplier<T> work) {
        return holding(company.readLock(), work);
    }

    /** Does something when all others have come to an end, and before any of them begins again. */
    <T> T alone(Supplier<T> work) {
        return holding(company.writeLock(), work);
    }

    private static <T> T holding(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what was begun. */
    static <T> T await(Future<T> begun) {
        try {
            return begun.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException ours) {
            throw new IllegalStateException(ours.getCause());
        }
    }

    @Override
    public void close() {
        lanes.shutdownNow();
        laneOfTheUser.shutdownNow();
    }
}
