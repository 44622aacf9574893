package mailtls.conformance.bench;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which servers. */
final class SubjectOptions {

    static final int MOST_SERVERS = 32;

    /** What is asked where no server is named: the protocols for users, both ways to TLS. */
    static final List<String> OF_THE_REFERENCE = List.of("imaps", "imap", "pop3s", "pop3", "submissions", "submission");

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "A server: imap://HOST:PORT, or imaps, pop3, pop3s, smtp, smtps, submission, submissions.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--compare",
            arity = "1..*",
            paramLabel = "URL=NAME",
            description = "Several servers by turns; the others are compared with the first.")
    private List<String> compared = List.of();

    @Option(
            names = "--server-pid",
            paramLabel = "[NAME=]PID",
            description = "A process of the server, if it runs on this machine: its CPU time and that of all its"
                    + " descendants is told. As often as needed.")
    private List<String> pids = List.of();

    /** Returns whether no server is named. */
    boolean isEmpty() {
        return url.isEmpty() && compared.isEmpty();
    }

    /** Returns the servers that are named. */
    List<Subject> subjects(ClientTls.Choice tls, Work work) {
        if (url.isPresent() && !compared.isEmpty()) {
            throw Trouble.withUsage("a URL has no use beside --compare", "name all servers by --compare URL=NAME");
        }
        Map<String, String> urls = named();
        Map<String, List<Long>> processes = processes(urls);
        var subjects = new ArrayList<Subject>();
        urls.forEach((name, text) ->
                subjects.add(subject(name, text, processes.getOrDefault(name, List.of()), tls, work.patience())));
        subjects.forEach(subject -> requireThatItCan(subject, work));
        return subjects;
    }

    private static void requireThatItCan(Subject subject, Work work) {
        MailProtocol protocol = subject.target().protocol();
        if (protocol == MailProtocol.SMTP && work.fetch().isPresent()) {
            throw Trouble.withUsage("--fetch: SMTP has nothing to fetch", "leave " + subject.name() + " out");
        }
        if (protocol == MailProtocol.POP3 && work.noops() > 0 && work.account().isEmpty()) {
            throw Trouble.withUsage("--noop: POP3 has NOOP for who has logged in", "add --user NAME");
        }
    }

    /** Returns the ports of our own server. */
    static List<Subject> subjects(ReferenceProcess reference, ClientTls.Choice tls, Work work) {
        return OF_THE_REFERENCE.stream()
                .filter(scheme -> work.fetch().isEmpty() || !scheme.startsWith("submission"))
                .map(scheme -> subject(scheme, reference.url(scheme), List.of(reference.pid()), tls, work.patience()))
                .toList();
    }

    private Map<String, String> named() {
        var urls = new LinkedHashMap<String, String>();
        url.ifPresent(only -> urls.put(only, only));
        for (String pair : compared) {
            int sign = pair.lastIndexOf('=');
            if (sign <= 0 || sign == pair.length() - 1) {
                throw Trouble.withUsage("--compare: “" + pair + "” has no name", "write URL=NAME");
            }
            if (urls.put(pair.substring(sign + 1), pair.substring(0, sign)) != null) {
                throw Trouble.withUsage("--compare: two have the name of “" + pair + "”", "give each its own");
            }
        }
        LoadOptions.within("--compare", urls.size(), MOST_SERVERS);
        return urls;
    }

    private Map<String, List<Long>> processes(Map<String, String> urls) {
        var processes = new LinkedHashMap<String, List<Long>>();
        for (String pair : pids) {
            int sign = pair.lastIndexOf('=');
            String name = sign < 0 ? urls.keySet().iterator().next() : pair.substring(0, sign);
            String pid = pair.substring(sign + 1);
            if (!urls.containsKey(name)) {
                throw Trouble.withUsage("--server-pid: there is no server “" + name + "”", "write NAME=PID");
            }
            if (!pid.matches("\\d{1,9}") || !new ProcessTree(Path.of("/proc")).has(Long.parseLong(pid))) {
                throw Trouble.withUsage(
                        "--server-pid: no process " + pid + " can be looked at",
                        "it has to run on this machine, Linux");
            }
            processes.computeIfAbsent(name, none -> new ArrayList<>()).add(Long.valueOf(pid));
        }
        return processes;
    }

    private static Subject subject(
            String name, String url, List<Long> pids, ClientTls.Choice choice, Duration patience) {
        try {
            Target target = Target.parse(url, Trust.anybody(), Optional.empty(), patience);
            var address = new InetSocketAddress(target.host(), target.port());
            if (address.isUnresolved()) {
                throw Trouble.unavailable("nobody knows where " + target.host() + " is", "see whether DNS has it");
            }
            return new Subject(name, target, address, pids, new ClientTls(choice));
        } catch (IllegalArgumentException wrong) {
            throw Trouble.withUsage(String.valueOf(wrong.getMessage()), "see mailtls bench --help");
        }
    }
}
