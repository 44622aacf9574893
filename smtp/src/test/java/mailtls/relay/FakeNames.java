package mailtls.relay;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** DNS as a test wants it. What was not said is securely not there. */
final class FakeNames implements Names {

    final Map<String, Answer<Mx>> exchangers = new HashMap<>();
    final Map<String, Answer<InetAddress>> addresses = new HashMap<>();
    final Map<String, Answer<String>> aliases = new HashMap<>();
    final Map<String, Answer<Tlsa>> records = new HashMap<>();
    final Map<String, Answer<String>> texts = new HashMap<>();

    /** A signed domain whose mail one host takes. */
    static FakeNames signed(String domain, String host) {
        var names = new FakeNames();
        names.exchangers.put(domain, Answer.secure(List.of(new Mx(10, host))));
        names.addresses.put(host, Answer.secure(List.of(InetAddress.getLoopbackAddress())));
        return names;
    }

    @Override
    public Answer<Mx> exchangers(String domain) {
        return exchangers.getOrDefault(domain, Answer.secure(List.of()));
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        return addresses.getOrDefault(host, Answer.secure(List.of()));
    }

    @Override
    public Answer<String> alias(String name) {
        return aliases.getOrDefault(name, Answer.secure(List.of()));
    }

    @Override
    public Answer<Tlsa> tlsa(String host, int port) {
        return records.getOrDefault(host, Answer.secure(List.of()));
    }

    @Override
    public Answer<String> texts(String name) {
        return texts.getOrDefault(name, Answer.secure(List.of()));
    }
}
