# Growing old through three generations.
#
# The collector sorts its containers by age. New ones are in generation 0;
# who survives a collection of generation 0 moves to generation 1, and from
# there to generation 2, which is looked at least often. Most objects die
# young, so looking at the young ones is cheap and finds the most.
import gc

gc.disable()
gc.collect()  # everything the interpreter made so far is old now


def generation_of(thing):
    for generation in range(3):
        if any(member is thing for member in gc.get_objects(generation)):
            return generation
    return None


document = {"title": "draft", "pages": []}
note = ["a note"]
print("new:                       document in", generation_of(document))

gc.collect(0)
print("after a young collection:  document in", generation_of(document))

late = ["a late note"]
gc.collect(0)
print("after a second one:        document in", generation_of(document), "- late note in", generation_of(late))

gc.collect(1)
print("after a middle collection: document in", generation_of(document), "- late note in", generation_of(late))

print("numbers and texts are not watched at all:", generation_of("text"), generation_of(12.5))

document["self"] = document  # a cycle among the old ones
del document
print("a young collection finds", gc.collect(0), "objects, the old cycle is not even looked at")
print("a full collection finds ", gc.collect(2))
print("thresholds:", gc.get_threshold())
