package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * What one server did in one round.
 *
 * @param number which round, from 1
 * @param subject the server
 * @param tally what its sessions came to
 * @param took how long that took
 * @param serverCpu what its processes used in that time, if they are known
 * @param peak the most memory that its processes have had until then, in octets, if they are known
 * @param held what came of holding the sessions open, if they were
 * @param ours what we ourselves used
 */
record Round(
        int number,
        Subject subject,
        Tally tally,
        Duration took,
        Optional<Duration> serverCpu,
        Optional<Long> peak,
        Optional<Held> held,
        Effort ours) {

    /**
     * What it took to hold sessions open.
     *
     * @param sessions how many
     * @param before the server's memory before the first, in octets, if its processes are known
     * @param open its memory when all were open
     * @param held its memory when they had been open for a while
     * @param after its memory when they were closed again
     * @param cpu the CPU time that the server used while nobody said anything
     * @param time how long that was
     */
    record Held(
            long sessions,
            Optional<Long> before,
            Optional<Long> open,
            Optional<Long> held,
            Optional<Long> after,
            Optional<Duration> cpu,
            Duration time) {}

    /**
     * What the generator itself used: where that comes near to what the machine has, it has measured itself.
     *
     * @param cpu CPU time
     * @param collections how often the garbage was collected
     * @param collecting for how long
     */
    record Effort(Duration cpu, long collections, Duration collecting) {

        /** Returns what was used since another time. */
        Effort since(Effort before) {
            return new Effort(
                    cpu.minus(before.cpu), collections - before.collections, collecting.minus(before.collecting));
        }
    }
}
