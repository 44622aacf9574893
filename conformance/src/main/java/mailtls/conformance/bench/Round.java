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
 * @param ours what we ourselves used
 */
record Round(int number, Subject subject, Tally tally, Duration took, Optional<Duration> serverCpu, Effort ours) {

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
