using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Tests.Optimisation;

public class AdamTests
{
    [Fact]
    public void Three_steps_are_those_computed_by_hand()
    {
        // alpha 0.1, beta 0.9 and 0.99, epsilon 0; gradients 2, -1, 4 from position 1.
        var adam = new Adam(new() { LearningRate = 0.1, MeanDecay = 0.9, SquareDecay = 0.99, Epsilon = 0 });
        var state = adam.Step(Adam.Init([1]), [2]);
        state.Mean[0].ShouldBe(0.2, 1e-15);
        state.Square[0].ShouldBe(0.04, 1e-15);
        state.Position[0].ShouldBe(1.1, 1e-15);

        // m = 0.08, v = 0.0496: 0.08 / 0.19 over the root of 0.0496 / 0.0199.
        state = adam.Step(state, [-1]);
        state.Mean[0].ShouldBe(0.08, 1e-15);
        state.Square[0].ShouldBe(0.0496, 1e-15);
        state.Position[0].ShouldBe(1.1 + 0.1 * 0.42105263157894735 / 1.578753404290166, 1e-14);

        // m = 0.472, v = 0.209104: 0.472 / 0.271 over the root of 0.209104 / 0.029701.
        var before = state.Position[0];
        state = adam.Step(state, [4]);
        state.Mean[0].ShouldBe(0.472, 1e-15);
        state.Square[0].ShouldBe(0.209104, 1e-15);
        (state.Position[0] - before).ShouldBe(0.1 * 1.7416974169741695 / 2.6533566803851176, 1e-14);
        state.Steps.ShouldBe(3);
    }

    [Fact]
    public void The_first_step_has_the_learning_rate_in_every_coordinate_with_slope()
    {
        var state = new Adam(new() { LearningRate = 0.01 }).Step(Adam.Init([5, 5, 5]), [1e6, -1e-3, 0]);
        state.Position[0].ShouldBe(5.01, 1e-6);
        state.Position[1].ShouldBe(4.99, 1e-6);
        state.Position[2].ShouldBe(5);
    }

    [Fact]
    public void A_state_can_be_stepped_from_again()
    {
        var adam = new Adam(new());
        var state = adam.Step(Adam.Init([1, 2]), [0.3, -0.2]);
        var once = adam.Step(state, [1, 1]);
        adam.Step(state, [-4, 9]);
        adam.Step(state, [1, 1]).Position.ShouldBe(once.Position);
    }

    [Fact]
    public void A_gradient_beyond_the_limit_is_shortened_as_a_whole()
    {
        double[] gradient = [300, -150, 3];
        GradientLimit.Apply(gradient, 100);
        gradient.ShouldBe([100, -50, 1], 1e-12);
        GradientLimit.Apply(gradient, 100);
        gradient.ShouldBe([100, -50, 1], 1e-12);
    }
}
