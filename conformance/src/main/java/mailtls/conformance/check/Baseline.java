package mailtls.conformance.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * What is known to go wrong, and why it is put up with: the id of a case and a reason on each line.
 *
 * @param reasons for each case's id
 */
public record Baseline(Map<String, String> reasons) {

    /** Nothing is known. */
    public static final Baseline NONE = new Baseline(Map.of());

    private static final Set<Verdict> BAD = Set.of(Verdict.FAIL, Verdict.WARN, Verdict.ERROR, Verdict.INCONCLUSIVE);

    public Baseline {
        reasons = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /**
     * Returns the baseline that a file's lines describe. Empty lines and those that begin with {@code #} say nothing.
     *
     * @param ids of all cases
     * @throws IllegalArgumentException if a line names no case or gives no reason; the message says which
     */
    public static Baseline of(List<String> lines, Set<String> ids) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            if (!ids.contains(words[0])) {
                throw new IllegalArgumentException("line " + (i + 1) + ": there is no case “" + words[0] + "”");
            }
            if (words.length < 2) {
                throw new IllegalArgumentException("line " + (i + 1) + ": there is no reason behind " + words[0]);
            }
            if (reasons.put(words[0], words[1]) != null) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + words[0] + " is there twice");
            }
        }
        return new Baseline(reasons);
    }

    /** Returns why a result is put up with; nothing if it went well, or is not known. */
    public Optional<String> reason(Result result) {
        return BAD.contains(result.verdict())
                ? Optional.ofNullable(reasons.get(result.test().id()))
                : Optional.empty();
    }

    /** Returns the ids of the cases that were played and went wrong nowhere: they need not be known any more. */
    public List<String> gone(List<Result> results) {
        Set<String> played = results.stream()
                .filter(result -> result.verdict() == Verdict.PASS || BAD.contains(result.verdict()))
                .map(result -> result.test().id())
                .collect(Collectors.toSet());
        Set<String> wrong = results.stream()
                .filter(result -> BAD.contains(result.verdict()))
                .map(result -> result.test().id())
                .collect(Collectors.toSet());
        return reasons.keySet().stream()
                .filter(id -> played.contains(id) && !wrong.contains(id))
                .toList();
    }
}
