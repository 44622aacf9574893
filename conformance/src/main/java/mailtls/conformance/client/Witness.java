package mailtls.conformance.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mailtls.conformance.peer.Transcript;

/** Sees what a client does while a scenario is played, on all its connections. Safe for use by several threads. */
final class Witness {

    /**
     * Something that a client must not do.
     *
     * @param reason what it did, in a line
     * @param expected what it should have done, as it stands in the scenario
     * @param isHarmless whether nothing is lost by it
     */
    record Fault(String reason, String expected, boolean isHarmless) {}

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Transcript> transcripts = new LinkedHashMap<>();
    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean cameOverTls;
    private boolean spokeOverTls;
    private boolean worked;
    private final Map<String, Integer> said = new LinkedHashMap<>();
    private int start;
    private int visits;

    /** It did what it must not. */
    synchronized void fault(String reason, String expected) {
        faults.add(new Fault(reason, expected, false));
    }

    /** It did what it should not, though nothing is lost by it. */
    synchronized void slip(String reason, String expected) {
        faults.add(new Fault(reason, expected, true));
    }

    /** Returns how its next connection is met. */
    synchronized Scenario.Meeting nextMeeting(Scenario scenario) {
        return scenario.meeting(start, visits++);
    }

    /** It is started once more. */
    synchronized void startedAgain() {
        start++;
        visits = 0;
    }

    /** It has said these words; returns how often by now. */
    synchronized int said(String words) {
        return said.merge(words, 1, Integer::sum);
    }

    /** It has connected, and this is what is said. */
    synchronized void connected(Transcript transcript) {
        transcripts.put("connection " + (transcripts.size() + 1), transcript);
    }

    /** It came to where a scenario has an answer of its own. */
    synchronized void reached(List<Step> answer) {
        reached.add(answer);
    }

    /** It has come over to TLS. */
    synchronized void cameOverTls() {
        cameOverTls = true;
    }

    /** It has said something over TLS. */
    synchronized void spokeOverTls() {
        spokeOverTls = true;
    }

    /** It has logged in, or mail was taken from it. */
    synchronized void worked() {
        worked = true;
    }

    /** Returns the gravest of its faults, the first of several. */
    synchronized Optional<Fault> gravest() {
        return faults.stream().min(Comparator.comparing(Fault::isHarmless));
    }

    synchronized boolean hasConnected() {
        return !transcripts.isEmpty();
    }

    synchronized boolean hasReached(List<Step> answer) {
        return reached.contains(answer);
    }

    synchronized boolean hasComeOverTls() {
        return cameOverTls;
    }

    synchronized boolean hasSpokenOverTls() {
        return spokeOverTls;
    }

    synchronized boolean hasWorked() {
        return worked;
    }

    /** Returns what was said on all connections. */
    synchronized Map<String, Transcript> transcripts() {
        return new LinkedHashMap<>(transcripts);
    }
}
