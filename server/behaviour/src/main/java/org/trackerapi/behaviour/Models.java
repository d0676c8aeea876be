package org.trackerapi.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.trackerapi.behaviour.fleet.DeviceModel;
import org.trackerapi.stubs.codec.ModelCodec;
import org.trackerapi.stubs.model.Model;

/** Shows device models as the contract describes them. */
final class Models {
  private static final Pattern INDEXED = Pattern.compile("(.+)_([0-9]{1,9})");
  private static final String INPUTS = "inputs";
  private static final Set<String> COMPACT =
      Set.of(
          "id",
          "vendor",
          "code",
          "parent_code",
          "type",
          "name",
          "id_type",
          "has_phone",
          "register");

  private final Map<String, Model> whole = new HashMap<>();
  private final Map<String, Model> wholeWithHighestIndexes = new HashMap<>();
  private final Map<String, Model> compact = new HashMap<>();

  /**
   * Prepares all views of the models.
   *
   * @throws IllegalArgumentException if a model is none of the contract's
   */
  Models(List<DeviceModel> models) {
    for (DeviceModel model : models) {
      ObjectNode object = model.object().deepCopy();
      whole.put(model.code(), read(object));
      wholeWithHighestIndexes.put(model.code(), read(withHighestIndexes(object)));
      compact.put(model.code(), read(object.deepCopy().retain(COMPACT)));
    }
  }

  /** Reads a model; what it does not say stays unsaid, also where the contract has a default. */
  private static Model read(JsonNode object) {
    Model model = FromJson.read(ModelCodec.INSTANCE, object);
    return object.has("has_custom_fields")
        ? model
        : model.toBuilder().hasCustomFields(null).build();
  }

  /** Returns one view of a model. */
  Model show(DeviceModel model, boolean compactView, boolean compactIndex) {
    return (compactView ? compact : compactIndex ? wholeWithHighestIndexes : whole)
        .get(model.code());
  }

  /** Keeps, of inputs such as analog_1 and analog_2, only the one with the highest index. */
  private static ObjectNode withHighestIndexes(ObjectNode model) {
    Map<String, Integer> highest = new HashMap<>();
    List<String> inputs = new ArrayList<>();
    model.path(INPUTS).forEach(input -> inputs.add(input.asText()));
    for (String input : inputs) {
      Matcher indexed = INDEXED.matcher(input);
      if (indexed.matches()) {
        highest.merge(indexed.group(1), Integer.valueOf(indexed.group(2)), Math::max);
      }
    }
    ObjectNode result = model.deepCopy();
    if (model.has(INPUTS)) {
      var kept = result.putArray(INPUTS);
      inputs.stream().filter(input -> isHighest(input, highest)).forEach(kept::add);
    }
    return result;
  }

  private static boolean isHighest(String input, Map<String, Integer> highest) {
    Matcher indexed = INDEXED.matcher(input);
    return !indexed.matches()
        || highest.get(indexed.group(1)).equals(Integer.valueOf(indexed.group(2)));
  }
}
