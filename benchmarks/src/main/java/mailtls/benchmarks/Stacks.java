package mailtls.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Call stacks by how often they were seen, or by how much they allocated: a tree of methods and those that they call. */
final class Stacks {

    /** Events that say how much they stand for; others stand for one sample. */
    private static final String WEIGHT = "weight";

    private final Call root = new Call("all", Owner.REST);
    private final Map<Owner, Long> self = new EnumMap<>(Owner.class);

    /** A method as it was called from one place, and what it called from there. */
    static final class Call {
        private final String method;
        private final Owner owner;
        private final Map<String, Call> callees = new TreeMap<>();
        private long weight;

        private Call(String method, Owner owner) {
            this.method = method;
            this.owner = owner;
        }

        /** Returns its name with package and class. */
        String method() {
            return method;
        }

        /** Returns its name without package. */
        String name() {
            int end = method.lastIndexOf('.');
            return method.substring(method.lastIndexOf('.', end - 1) + 1);
        }

        /** Returns whose it is; what all of them call is that of the caller. */
        Owner owner() {
            return owner;
        }

        /** Returns how much of everything was spent in it and below it. */
        long weight() {
            return weight;
        }

        /** Returns what it called, by name. */
        List<Call> callees() {
            return List.copyOf(callees.values());
        }

        private Call called(String callee) {
            return callees.computeIfAbsent(
                    callee, name -> new Call(name, Owner.of(name).orElse(owner)));
        }
    }

    /**
     * Reads the stacks of one kind of event from a recording.
     *
     * @param recording a file that Java Flight Recorder has written
     * @param event {@code jdk.CPUTimeSample}, {@code jdk.ExecutionSample}, {@code jdk.ObjectAllocationSample}
     */
    static Stacks read(Path recording, String event) throws IOException {
        var stacks = new Stacks();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent next = file.readEvent();
                if (next.getEventType().getName().equals(event)) {
                    long weight = next.hasField(WEIGHT) ? next.getLong(WEIGHT) : 1;
                    Optional.ofNullable(next.getStackTrace()).ifPresent(stack -> stacks.add(methods(stack), weight));
                }
            }
        }
        return stacks;
    }

    private static List<String> methods(RecordedStackTrace stack) {
        var methods = new ArrayList<String>();
        for (RecordedFrame frame : stack.getFrames()) {
            RecordedMethod method = frame.getMethod();
            methods.add(method.getType().getName() + "." + method.getName());
        }
        Collections.reverse(methods);
        return methods;
    }

    /** Adds a stack: the methods from the outermost to the one that was at work. */
    void add(List<String> methods, long weight) {
        root.weight += weight;
        Call call = root;
        for (String method : methods) {
            call = call.called(method);
            call.weight += weight;
        }
        self.merge(call.owner, weight, Long::sum);
    }

    /** Returns the top of the tree, which is no method. */
    Call root() {
        return root;
    }

    /** Returns who has spent how much himself, in percent; together that is all of it. */
    Map<Owner, Double> shares() {
        var shares = new EnumMap<Owner, Double>(Owner.class);
        self.forEach((owner, weight) -> shares.put(owner, share(weight)));
        return shares;
    }

    /** Returns how much of everything that is, in percent. */
    double share(long weight) {
        return 100.0 * weight / Math.max(1, root.weight);
    }
}
